package dev.patchbay.core.run;

import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import java.util.Optional;
import java.util.function.Predicate;

/** Cancels, pauses and resumes runs by hand, whether they are queued or under way. */
final class RunControl {
  private static final String BY_HAND = "cancelled by hand";

  private final Store store;
  private final RunQueue queue;
  private final RunEngine engine;
  private final Ending ending;
  private final Contexts contexts;
  private final Waiters waiters;

  RunControl(Rooms rooms, RunQueue queue, RunEngine engine, Contexts contexts, Waiters waiters) {
    this.store = rooms.store();
    this.queue = queue;
    this.engine = engine;
    this.ending = rooms.ending();
    this.contexts = contexts;
    this.waiters = waiters;
  }

  /** False when there is no such run, or it has ended; else this outlives the daemon. */
  boolean cancel(String run) {
    if (outOfQueue(run, this::cancelQueued).isPresent()) {
      return true;
    }
    // One that has ended is live for a moment yet, until its worker has put its things away.
    if (find(run).filter(known -> known.status().ended()).isPresent()) {
      return false;
    }
    Optional<LiveRun> live = engine.live(run);
    if (live.isPresent()) {
      live.get().cancel(BY_HAND);
      store.change(tx -> RunRows.cancel(tx, run, BY_HAND)); // also should the daemon be killed now
      return true;
    }
    Optional<Run> paused = find(run).filter(known -> known.status() == RunStatus.PAUSED);
    return paused.map(this::cancelQueued).orElse(false);
  }

  /** What is done with a run that was queued; when the store refuses it, the run is so again. */
  private Optional<Boolean> outOfQueue(String run, Predicate<Run> done) {
    Optional<Run> queued = queue.remove(run);
    try {
      return queued.map(done::test);
    } catch (StoreException e) {
      queued.ifPresent(queue::add);
      throw e;
    }
  }

  private boolean cancelQueued(Run run) {
    Run cancelled = run.as(RunStatus.CANCELLED, BY_HAND);
    Ending.Account account = Ending.Account.none(contexts.of(cancelled, Optional.empty()));
    store.change(tx -> ending.end(tx, cancelled, account));
    waiters.ended(run.id(), RunStatus.CANCELLED);
    return true;
  }

  /** No task of the run is begun until it is resumed; false when it is not under way or queued. */
  boolean pause(String run) {
    Optional<Boolean> queued =
        outOfQueue(run, waits -> move(run, RunStatus.QUEUED, RunStatus.PAUSED));
    if (queued.isPresent()) {
      return queued.get();
    }
    Optional<LiveRun> live = engine.live(run);
    live.ifPresent(control -> control.pause(true));
    boolean paused = move(run, RunStatus.RUNNING, RunStatus.PAUSED);
    if (!paused) {
      live.ifPresent(control -> control.pause(false));
    }
    return paused;
  }

  /** False when it is not paused. */
  boolean resume(String run) {
    Optional<LiveRun> live = engine.live(run);
    boolean moved =
        move(run, RunStatus.PAUSED, live.isPresent() ? RunStatus.RUNNING : RunStatus.QUEUED);
    live.ifPresent(control -> control.pause(false));
    if (moved && live.isEmpty()) {
      find(run).ifPresent(queue::add);
    }
    return moved;
  }

  private boolean move(String run, RunStatus from, RunStatus to) {
    return store.write(tx -> RunRows.move(tx, run, from, to));
  }

  private Optional<Run> find(String run) {
    return store.read(tx -> RunRows.find(tx, run));
  }
}
