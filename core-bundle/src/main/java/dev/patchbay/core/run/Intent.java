package dev.patchbay.core.run;

import dev.patchbay.core.job.TaskDefinition;

/**
 * A worker that is about to be started for a task.
 *
 * @param round how often the task's level was begun
 * @param attempt how often the task was begun in this round
 * @param left the row of a worker that an earlier daemon left where it runs on without it; NONE
 *     else
 */
record Intent(
    TaskDefinition task,
    int level,
    int round,
    int attempt,
    String worker,
    String launcher,
    StepRows.TaskRow left) {

  /** For a task that has no worker. */
  static Intent first(TaskDefinition task, int level, int round, String worker, String launcher) {
    return new Intent(task, level, round, 1, worker, launcher, StepRows.TaskRow.NONE);
  }

  /** For one whose worker may run on. */
  static Intent goOn(TaskDefinition task, int round, StepRows.TaskRow left) {
    return new Intent(task, left.level(), round, 1, left.worker(), left.launcher(), left);
  }

  boolean isLeft() {
    return !left.worker().isEmpty();
  }

  /** The same for another attempt, by another worker. */
  Intent next(String other) {
    return new Intent(task, level, round, attempt + 1, other, launcher, StepRows.TaskRow.NONE);
  }
}
