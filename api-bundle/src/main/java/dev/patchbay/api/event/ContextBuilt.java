package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * The context file of a task is written.
 *
 * <p>In YAML, logs and JSON it is called {@code task:context}, in YAML also {@code
 * post_context_build}; a hook that wants it and nothing else is an {@code EventHook<ContextBuilt>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param taskId the id of the task, unique within its run
 * @param contextFile its path
 */
public record ContextBuilt(
    EventHeader header, String run, String job, String taskId, String contextFile)
    implements Event {

  /** Refuses null. */
  public ContextBuilt {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(taskId, "taskId");
    requireNonNull(contextFile, "contextFile");
  }

  @Override
  public String name() {
    return "task:context";
  }
}
