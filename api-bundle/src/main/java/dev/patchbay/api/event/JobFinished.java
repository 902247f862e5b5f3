package dev.patchbay.api.event;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A run ended, in whatever way. The daemon makes it in the same transaction as the run's final
 * status and its receipt's line, so a result that was reported survives a crash.
 */
@ProviderType
public sealed interface JobFinished extends Event permits JobCancelled, JobFailed, JobSucceeded {

  /** The id of the run. */
  String run();

  /** The id of the job. */
  String job();

  /** Where and why it ran. */
  JobContext context();

  /** What it came to. */
  JobResult result();

  @Override
  default String name() {
    return "job:after";
  }
}
