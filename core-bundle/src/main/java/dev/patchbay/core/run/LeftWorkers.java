package dev.patchbay.core.run;

import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.core.worker.Launcher;
import dev.patchbay.core.worker.LauncherException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workers that an earlier daemon left with the launcher of a plugin, where they run without it. */
final class LeftWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(LeftWorkers.class);

  private final Rooms rooms;

  LeftWorkers(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Empty when the launcher does not know it any more, or cannot say. */
  static Optional<WorkerHandle> find(Launcher launcher, String home, String worker)
      throws InterruptedException {
    try {
      Optional<WorkerHandle> found =
          launcher.find(home).stream().filter(one -> one.worker().equals(worker)).findFirst();
      found.ifPresent(one -> LOG.info("worker {} of {} is taken up", worker, launcher.name()));
      return found;
    } catch (LauncherException e) {
      LOG.warn(
          "{} does not say whether worker {} runs: {}", launcher.name(), worker, e.getMessage());
      return Optional.empty();
    }
  }

  /** Ends the workers of runs that will not be followed; nobody waits for it. */
  void end(List<StepRows.TaskRow> tasks) {
    for (StepRows.TaskRow task : tasks) {
      Thread.ofVirtual().name("end " + task.worker()).start(() -> end(task));
    }
  }

  private void end(StepRows.TaskRow task) {
    try {
      Launcher launcher = rooms.launchers().find(task.launcher());
      Optional<WorkerHandle> found = find(launcher, rooms.home().id(), task.worker());
      if (found.isPresent()) {
        rooms.supervisor().end(launcher, found.get());
      }
    } catch (LauncherException e) {
      LOG.warn("worker {} may still run: {}", task.worker(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
