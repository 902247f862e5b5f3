package dev.patchbay.core.run;

import dev.patchbay.api.worker.WorkerHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an earlier daemon left undone. */
final class Recovery {
  private final Rooms rooms;

  Recovery(Rooms rooms) {
    this.rooms = rooms;
  }

  /** All runs that have not ended; the workers of those that were begun are ended first. */
  List<Run> open() {
    List<Run> open = rooms.store().read(RunRows::open);
    List<Run> begun = open.stream().filter(run -> run.started().isAfter(Instant.EPOCH)).toList();
    if (!begun.isEmpty()) {
      List<WorkerHandle> recorded = new ArrayList<>();
      for (Run run : begun) {
        rooms.store().read(tx -> StepRows.tasks(tx, run.id())).stream()
            .filter(task -> task.status().equals(StepRows.RUNNING))
            .forEach(task -> recorded.add(task.workerHandle()));
      }
      rooms.launchers().endLeft(rooms.home().id(), begun.stream().map(Run::id).toList(), recorded);
    }
    return open;
  }

  Progress progress(Run run) {
    return rooms
        .store()
        .read(tx -> Progress.of(StepRows.levels(tx, run.id()), StepRows.tasks(tx, run.id())));
  }
}
