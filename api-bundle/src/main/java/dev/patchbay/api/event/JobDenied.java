package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A guard refused a run, or could not be asked. No task of it was started.
 *
 * <p>In YAML, logs and JSON it is called {@code job:denied}; a hook that wants it and nothing else
 * is an {@code EventHook<JobDenied>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param guard the guard
 * @param reason what it said, or why it could not be asked
 */
public record JobDenied(EventHeader header, String run, String job, String guard, String reason)
    implements Event {

  /** Refuses null. */
  public JobDenied {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(guard, "guard");
    requireNonNull(reason, "reason");
  }

  @Override
  public String name() {
    return "job:denied";
  }
}
