package dev.patchbay.api.query;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Which receipts are meant. Empty parts do not matter; of the times, {@link Instant#MIN} and {@link
 * Instant#MAX}.
 *
 * @param job the id of the job
 * @param commit the commit, or the beginning of its id
 * @param branch the branch
 * @param status the status
 * @param since the earliest time, inclusive
 * @param until the latest time, exclusive
 */
public record ReceiptFilter(
    String job, String commit, String branch, String status, Instant since, Instant until) {

  /** Refuses null. */
  public ReceiptFilter {
    requireNonNull(job, "job");
    requireNonNull(commit, "commit");
    requireNonNull(branch, "branch");
    requireNonNull(status, "status");
    requireNonNull(since, "since");
    requireNonNull(until, "until");
  }

  /** All receipts. */
  public static final ReceiptFilter ALL =
      new ReceiptFilter("", "", "", "", Instant.MIN, Instant.MAX);
}
