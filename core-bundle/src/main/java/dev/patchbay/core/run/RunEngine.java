package dev.patchbay.core.run;

import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes runs from the queue and sees each to its end, on a thread of its own. */
final class RunEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private record Live(Run run, LiveRun control, Thread thread) {}

  private final Rooms rooms;
  private final RunQueue queue;
  private final Start start;
  private final Pinned pinned;
  private final Waiters waiters;
  private final Map<String, Live> lives = new ConcurrentHashMap<>();
  private final Thread dispatcher = Thread.ofVirtual().name("run-queue").unstarted(this::dispatch);

  RunEngine(Rooms rooms, RunQueue queue, Start start, Pinned pinned, Waiters waiters) {
    this.rooms = rooms;
    this.queue = queue;
    this.start = start;
    this.pinned = pinned;
    this.waiters = waiters;
  }

  /** Takes up what an earlier daemon left, then what is queued. */
  void start() {
    for (Run run : new Recovery(rooms).open()) {
      if (run.started().equals(Instant.EPOCH)) {
        if (run.status() == RunStatus.QUEUED) {
          queue.add(run);
        }
      } else {
        LOG.info("run {} of {} was cut off and is taken up again", run.id(), run.job());
        queue.occupy(run.key());
        begin(run, new LiveRun(run.status() == RunStatus.PAUSED));
      }
    }
    dispatcher.start();
  }

  private void dispatch() {
    try {
      while (true) {
        RunQueue.Taken taken = queue.take();
        if (!taken.contended()) {
          begin(taken.run(), new LiveRun(false));
        } else if (taken.run().concurrency().equals("skip")) {
          skip(taken.run());
        } else {
          queue.addWaiting(taken.run());
          cancelOthers(taken.run());
        }
      }
    } catch (InterruptedException end) {
      LOG.debug("no run is begun any more");
    }
  }

  private void begin(Run run, LiveRun control) {
    Thread thread = Thread.ofVirtual().name("run-" + run.id()).unstarted(() -> see(run, control));
    lives.put(run.id(), new Live(run, control, thread));
    thread.start();
  }

  /** Whatever happens, the job is free again afterwards. */
  private void see(Run run, LiveRun control) {
    boolean again = false;
    try {
      again = !seeToItsEnd(run, control);
    } catch (InterruptedException end) {
      LOG.info("run {} of {} is taken up at the next start", run.id(), run.job());
    } finally {
      lives.remove(run.id());
      if (!again) {
        queue.done(run.key());
      }
    }
    if (again) {
      takeUpLater(run, control);
    }
  }

  /** False when the store failed, so that the run has to be taken up once more. */
  private boolean seeToItsEnd(Run run, LiveRun control) throws InterruptedException {
    try {
      Optional<JobDefinition> job = pinned.of(run);
      if (job.isEmpty()) {
        unreadable(run);
      } else if (run.started().equals(Instant.EPOCH)) {
        fresh(run, job.get(), control);
      } else {
        cutOff(run, job.get(), control);
      }
      return true;
    } catch (StoreException e) {
      LOG.warn("run {} of {} waits for the store: {}", run.id(), run.job(), e.getMessage());
      control.abandon();
      return false;
    }
  }

  private void fresh(Run run, JobDefinition job, LiveRun control) throws InterruptedException {
    Run admitted = run;
    if (!run.admitted()) {
      Decision decision = start.ask(run, job, run.payload());
      if (!decision.admitted()) {
        start.deny(run, decision, job);
        waiters.ended(run.id(), RunStatus.DENIED);
        return;
      }
      admitted = run.admittedFor(decision.principal());
    }
    Run started = admitted.startedAt(Instant.now(), 1);
    var context = start.contexts().of(started, job);
    Journal journal = new Journal(rooms.store());
    journal.add(tx -> start.begin(tx, started, job, context));
    try {
      end(
          new RunWork(rooms, job, control, journal, Progress.none(), context).carryOut(started),
          job);
    } catch (NotStarted e) {
      rooms.workspaces().remove(run.id());
      if (e.isLocked()) {
        waitForLock(run);
      }
    }
  }

  private void cutOff(Run run, JobDefinition job, LiveRun control) throws InterruptedException {
    Run again = run.startedAt(run.started(), run.attempts() + 1);
    Recovery recovery = new Recovery(rooms);
    Progress progress = recovery.progress(run);
    rooms.store().change(tx -> start.again(tx, again, job));
    var context = start.contexts().of(again, job);
    Journal journal = new Journal(rooms.store());
    end(new RunWork(rooms, job, control, journal, progress, context).carryOut(again), job);
  }

  private void end(Run run, JobDefinition job) {
    waiters.ended(run.id(), run.status());
    if (run.status() != RunStatus.FAILED || !job.settings().keepFailed()) {
      rooms.workspaces().remove(run.id());
    }
  }

  private void unreadable(Run run) {
    Run failed =
        run.as(RunStatus.FAILED, "its definition cannot be read by this version of Patchbay");
    Ending.Account account = Ending.Account.none(start.contexts().of(failed, Optional.empty()));
    rooms.store().change(tx -> rooms.ending().end(tx, failed, account));
    waiters.ended(run.id(), RunStatus.FAILED);
  }

  private void skip(Run run) {
    Run skipped = run.as(RunStatus.CANCELLED, "skipped: another run of the job is under way");
    rooms.store().change(tx -> rooms.ending().skip(tx, skipped));
    waiters.ended(run.id(), RunStatus.CANCELLED);
  }

  private void cancelOthers(Run run) {
    lives.values().stream()
        .filter(live -> live.run().key().equals(run.key()))
        .forEach(live -> live.control().cancel("cancelled by run " + run.id()));
  }

  /** Another daemon has the lock: it is asked for again, as long as it takes. */
  private void waitForLock(Run run) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    queue.addWaiting(run);
  }

  private void takeUpLater(Run run, LiveRun control) {
    Thread.ofVirtual()
        .name("again-" + run.id())
        .start(
            () -> {
              try {
                while (!rooms.store().accepting()) {
                  TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                }
                Optional<Run> now = rooms.store().read(tx -> RunRows.find(tx, run.id()));
                if (now.isPresent() && !now.get().status().ended()) {
                  begin(now.get(), new LiveRun(control.isPaused()));
                } else {
                  queue.done(run.key());
                }
              } catch (InterruptedException end) {
                LOG.debug("run {} waits for the next start", run.id());
              }
            });
  }

  /** The control of a run that is under way. */
  Optional<LiveRun> live(String run) {
    return Optional.ofNullable(lives.get(run)).map(Live::control);
  }

  /** Lets what runs end within the drain time; the rest is cut off, its workers ended. */
  @Override
  public void close() {
    dispatcher.interrupt();
    Instant deadline = Instant.now().plus(rooms.configuration().get().daemon().drain());
    List<Live> left = List.copyOf(lives.values());
    try {
      for (Live live : left) {
        Duration time = Duration.between(Instant.now(), deadline);
        if (time.isPositive()) {
          live.thread().join(time);
        }
      }
      left.forEach(live -> live.control().abandon());
      for (Live live : left) {
        live.thread().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
