package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A run ended well.
 *
 * <p>In YAML, logs and JSON it is called {@code job:after} with the type {@code succeeded}; a hook
 * that wants it and nothing else is an {@code EventHook<JobSucceeded>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param context where and why it runs
 * @param result what it came to
 */
public record JobSucceeded(
    EventHeader header, String run, String job, JobContext context, JobResult result)
    implements JobFinished {

  /** Refuses null. */
  public JobSucceeded {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(context, "context");
    requireNonNull(result, "result");
  }

  @Override
  public String type() {
    return "succeeded";
  }
}
