package dev.patchbay.core.run;

import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.core.store.StoreException;
import dev.patchbay.core.worker.Launcher;
import dev.patchbay.core.worker.LauncherException;
import dev.patchbay.core.worker.LogPlace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workers that an earlier daemon left with the launcher of a plugin, where they run without it. */
final class LeftWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(LeftWorkers.class);

  /** A plugin may be slower to come than the daemon is to start. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration STEP = Duration.ofMillis(200);

  private final Rooms rooms;

  LeftWorkers(Rooms rooms) {
    this.rooms = rooms;
  }

  /**
   * Waits for the launcher, for its plugin may be on its way.
   *
   * @throws LauncherException when it does not come
   */
  Launcher launcher(String name) throws InterruptedException, LauncherException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!rooms.launchers().names().contains(name) && System.nanoTime() < end) {
      TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
    }
    return rooms.launchers().find(name);
  }

  /**
   * What an earlier daemon left is followed where it is known, and else asked for by its id. Its
   * time began when it did, and what stands of it in the log stays there. What the launcher works
   * with may be slower to come than the daemon, too: until the worker's time is over it is not
   * given up.
   *
   * @param end of the log as it is now
   */
  Found takeUp(Launcher launcher, WorkerSpec spec, StepRows.TaskRow row, LogPlace end)
      throws InterruptedException, LauncherException, IOException {
    Instant least = Instant.now().plus(PATIENCE);
    Instant last = row.deadline().isAfter(least) ? row.deadline() : least;
    while (true) {
      try {
        return askFor(launcher, spec, row, end);
      } catch (LauncherException e) {
        if (!e.retryable() || !Instant.now().isBefore(last)) {
          throw e;
        }
        TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
      }
    }
  }

  private Found askFor(Launcher launcher, WorkerSpec spec, StepRows.TaskRow row, LogPlace end)
      throws InterruptedException, LauncherException, IOException {
    Optional<WorkerHandle> known = find(launcher, spec.worker());
    WorkerHandle handle = known.isPresent() ? known.get() : launcher.spawn(spec);
    boolean same = known.isPresent() || (row.isTold() && handle.equals(row.workerHandle()));
    if (!same) {
      return Found.fresh(handle, spec, end);
    }
    Instant deadline =
        row.deadline().equals(Instant.EPOCH) ? Instant.now().plus(spec.timeout()) : row.deadline();
    LogPlace place = row.isTold() ? row.place().stillIn(spec.output()) : end;
    return new Found(handle, row.isTold(), deadline, place);
  }

  private Optional<WorkerHandle> known(Launcher launcher, String worker)
      throws InterruptedException, LauncherException {
    return launcher.find(rooms.home().id()).stream()
        .filter(one -> one.worker().equals(worker))
        .findFirst();
  }

  /** Empty when the launcher does not know it any more, or cannot say. */
  private Optional<WorkerHandle> find(Launcher launcher, String worker)
      throws InterruptedException {
    try {
      Optional<WorkerHandle> found = known(launcher, worker);
      found.ifPresent(one -> LOG.info("worker {} of {} is taken up", worker, launcher.name()));
      return found;
    } catch (LauncherException e) {
      LOG.warn(
          "{} does not say whether worker {} runs: {}", launcher.name(), worker, e.getMessage());
      return Optional.empty();
    }
  }

  /** Ends workers that will not be followed; nobody waits for it, and a later daemon goes on. */
  void end(Collection<StepRows.TaskRow> tasks) {
    if (!tasks.isEmpty()) {
      rooms
          .store()
          .change(
              tx -> {
                for (StepRows.TaskRow task : tasks) {
                  StepRows.forsake(tx, task);
                }
              });
      begin(tasks);
    }
  }

  /** Ends those that an earlier daemon could not end. */
  void endForsaken() {
    begin(rooms.store().read(StepRows::forsaken));
  }

  private void begin(Collection<StepRows.TaskRow> tasks) {
    for (StepRows.TaskRow task : tasks) {
      Thread.ofVirtual().name("end " + task.worker()).start(() -> end(task));
    }
  }

  /** Also by what is written of it, for a launcher that does not find it may still know it. */
  private void end(StepRows.TaskRow task) {
    try {
      Launcher launcher = launcher(task.launcher());
      Optional<WorkerHandle> found =
          task.isTold() ? find(launcher, task.worker()) : known(launcher, task.worker());
      boolean known = found.isPresent() || task.isTold();
      if (!known || rooms.supervisor().end(launcher, found.orElseGet(task::workerHandle))) {
        rooms.store().change(tx -> StepRows.ended(tx, task.worker()));
      }
    } catch (LauncherException | StoreException e) {
      LOG.warn(
          "worker {} may still run, and is ended at the next start: {}",
          task.worker(),
          e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
