package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The right to be the only run of a job in its repository, for a time.
 *
 * <p>It is a row in the store, taken by compare-and-swap: a run that crashed with it takes it up
 * again, and one that has expired may be taken over by another run.
 *
 * @param jobId the job
 * @param fingerprint the identity of the run: SHA-256 of repository, job, commit, payload,
 *     definition and trigger
 * @param timestamp when it was taken
 * @param expiry when another may take it over
 * @param holder who has it: home and run
 */
public record Lock(
    String jobId, String fingerprint, Instant timestamp, Instant expiry, String holder) {

  /** Refuses null. */
  public Lock {
    requireNonNull(jobId, "jobId");
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(timestamp, "timestamp");
    requireNonNull(expiry, "expiry");
    requireNonNull(holder, "holder");
  }
}
