package dev.patchbay.api.query;

import static java.util.Objects.requireNonNull;

/**
 * Which runs are meant. Empty parts do not matter.
 *
 * @param job the id of the job
 * @param repository the name of the repository
 * @param status the status
 */
public record RunFilter(String job, String repository, String status) {

  /** Refuses null. */
  public RunFilter {
    requireNonNull(job, "job");
    requireNonNull(repository, "repository");
    requireNonNull(status, "status");
  }

  /** All runs. */
  public static final RunFilter ALL = new RunFilter("", "", "");
}
