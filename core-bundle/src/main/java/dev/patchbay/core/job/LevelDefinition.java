package dev.patchbay.core.job;

import java.util.List;

/**
 * Tasks that run in parallel, and the gates after them.
 *
 * @param parallel tasks at a time; the job's when the level does not say
 * @param launcher a launcher's name; the job's when the level does not say, empty for the
 *     configured one
 * @param rollback the tasks of {@code onError: rollback}
 * @param stopOnFailure whether a failed required gate stops the gates after it
 */
public record LevelDefinition(
    String name,
    List<TaskDefinition> tasks,
    List<GateEntry> gates,
    String launcher,
    int parallel,
    OnError onError,
    List<TaskDefinition> rollback,
    boolean stopOnFailure) {

  /** What a failed level means for the run. */
  public enum OnError {
    FAIL,
    CONTINUE,
    /** The level once more. */
    RETRY,
    /** Run the rollback tasks, then fail. */
    ROLLBACK
  }

  public LevelDefinition {
    tasks = List.copyOf(tasks);
    gates = List.copyOf(gates);
    rollback = List.copyOf(rollback);
  }
}
