package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * How one run that an event led to has ended.
 *
 * @param run the id of the run
 * @param job the id of the job
 * @param status {@code succeeded}, {@code failed}, {@code cancelled} or {@code denied}
 */
public record JobOutcome(String run, String job, String status) {

  /** Refuses null. */
  public JobOutcome {
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(status, "status");
  }
}
