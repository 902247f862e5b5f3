package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * The brief of a task is about to be given to its worker.
 *
 * <p>In YAML, logs and JSON it is called {@code task:prompt}, in YAML also {@code pre_task_prompt};
 * a hook that wants it and nothing else is an {@code EventHook<PromptPrepared>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param taskId the id of the task, unique within its run
 * @param prompt the text
 */
public record PromptPrepared(
    EventHeader header, String run, String job, String taskId, String prompt) implements Event {

  /** Refuses null. */
  public PromptPrepared {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(taskId, "taskId");
    requireNonNull(prompt, "prompt");
  }

  @Override
  public String name() {
    return "task:prompt";
  }
}
