package dev.patchbay.core.run;

import dev.patchbay.core.job.TaskDefinition;

/**
 * A worker that is about to be started for a task.
 *
 * @param round how often the task's level was begun
 * @param attempt how often the task was begun in this round
 * @param left whether the worker is one that an earlier daemon left where it runs on without it
 */
record Intent(
    TaskDefinition task,
    int level,
    int round,
    int attempt,
    String worker,
    String launcher,
    boolean left) {

  /** The same for another attempt, by another worker. */
  Intent next(String other) {
    return new Intent(task, level, round, attempt + 1, other, launcher, false);
  }
}
