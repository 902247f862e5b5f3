package dev.patchbay.api.query;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.event.Trigger;
import java.time.Duration;
import java.time.Instant;

/**
 * A run, as listings show it.
 *
 * <p>It is a picture of one moment: ask again to see how the run went on.
 *
 * @param id the id of the run
 * @param job the id of the job
 * @param repository the name of the repository
 * @param commit the commit it is about
 * @param branch the branch; empty when there is none
 * @param status {@code queued}, {@code running}, {@code succeeded}, {@code failed}, {@code
 *     cancelled}, {@code denied} or {@code paused}
 * @param trigger what made it begin
 * @param started when its first task could start; {@link Instant#EPOCH} while it is queued
 * @param duration from its start to its end, or to now
 * @param attempts 1, and one more for each time a crash cut it off
 * @param error why it did not succeed; empty when it did or is not done
 */
public record RunInfo(
    String id,
    String job,
    String repository,
    String commit,
    String branch,
    String status,
    Trigger trigger,
    Instant started,
    Duration duration,
    int attempts,
    String error) {

  /** Refuses null. */
  public RunInfo {
    requireNonNull(id, "id");
    requireNonNull(job, "job");
    requireNonNull(repository, "repository");
    requireNonNull(commit, "commit");
    requireNonNull(branch, "branch");
    requireNonNull(status, "status");
    requireNonNull(trigger, "trigger");
    requireNonNull(started, "started");
    requireNonNull(duration, "duration");
    requireNonNull(error, "error");
  }
}
