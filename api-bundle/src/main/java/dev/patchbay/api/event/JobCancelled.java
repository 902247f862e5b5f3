package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A run was cancelled: its workers were ended before it was done.
 *
 * <p>In YAML, logs and JSON it is called {@code job:after} with the type {@code cancelled}; a hook
 * that wants it and nothing else is an {@code EventHook<JobCancelled>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param context where and why it runs
 * @param result what it came to
 * @param error why
 */
public record JobCancelled(
    EventHeader header,
    String run,
    String job,
    JobContext context,
    JobResult result,
    JobError error)
    implements JobFinished {

  /** Refuses null. */
  public JobCancelled {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(context, "context");
    requireNonNull(result, "result");
    requireNonNull(error, "error");
  }

  @Override
  public String type() {
    return "cancelled";
  }
}
