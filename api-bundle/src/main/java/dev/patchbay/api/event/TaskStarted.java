package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A task was given to a worker. After a crash it may come again for the same task.
 *
 * <p>In YAML, logs and JSON it is called {@code task:start}, in YAML also {@code task_started}; a
 * hook that wants it and nothing else is an {@code EventHook<TaskStarted>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param taskId the id of the task, unique within its run
 * @param workerId the id of the worker
 * @param level the level, counted from 1
 * @param feature the feature a task graph was run for; empty for an ordinary job
 */
public record TaskStarted(
    EventHeader header,
    String run,
    String job,
    String taskId,
    String workerId,
    int level,
    String feature)
    implements Event {

  /** Refuses null. */
  public TaskStarted {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(taskId, "taskId");
    requireNonNull(workerId, "workerId");
    requireNonNull(feature, "feature");
  }

  @Override
  public String name() {
    return "task:start";
  }
}
