package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A task ended.
 *
 * <p>In YAML, logs and JSON it is called {@code task:complete}, in YAML also {@code
 * task_completed}; a hook that wants it and nothing else is an {@code EventHook<TaskCompleted>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param taskId the id of the task, unique within its run
 * @param workerId the id of the worker
 * @param level the level, counted from 1
 * @param feature the feature a task graph was run for; empty for an ordinary job
 * @param success whether it ended well: exit code 0 and its verification passed
 * @param duration since {@link TaskStarted}
 * @param exitCode of its command; 128 + n after signal n, -1 when there was none
 * @param output the last 4 KiB of its output
 */
public record TaskCompleted(
    EventHeader header,
    String run,
    String job,
    String taskId,
    String workerId,
    int level,
    String feature,
    boolean success,
    Duration duration,
    int exitCode,
    String output)
    implements Event {

  /** Refuses null. */
  public TaskCompleted {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(taskId, "taskId");
    requireNonNull(workerId, "workerId");
    requireNonNull(feature, "feature");
    requireNonNull(duration, "duration");
    requireNonNull(output, "output");
  }

  @Override
  public String name() {
    return "task:complete";
  }
}
