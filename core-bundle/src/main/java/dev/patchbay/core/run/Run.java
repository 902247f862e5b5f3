package dev.patchbay.core.run;

import dev.patchbay.api.event.Trigger;
import java.time.Instant;
import java.util.Map;

/**
 * A run as its row in the store has it.
 *
 * @param eventSeq the Git event that led to it; 0 when it was submitted by hand
 * @param eventTime when that event was appended, or the run submitted
 * @param version the SHA-256 of the pinned definition
 * @param payload without secrets
 * @param concurrency what happens when the lock of its job is taken, as the definition says it
 * @param admitted whether the guards were asked already
 */
public record Run(
    String id,
    String repository,
    String job,
    Trigger trigger,
    long eventSeq,
    Instant eventTime,
    String commit,
    String branch,
    String tag,
    RunStatus status,
    int priority,
    String version,
    Map<String, Object> payload,
    RunOptions options,
    String fingerprint,
    String concurrency,
    boolean admitted,
    String principal,
    int attempts,
    Instant started,
    Instant ended,
    String error) {

  /** Which runs exclude one another. */
  LockKey key() {
    return new LockKey(repository, job);
  }

  Run as(RunStatus other, String why) {
    return with(other, admitted, principal, attempts, started, why);
  }

  Run admittedFor(String who) {
    return with(status, true, who, attempts, started, error);
  }

  Run startedAt(Instant when, int attempt) {
    return with(RunStatus.RUNNING, admitted, principal, attempt, when, error);
  }

  /** All that ever changes of a run; the rest is as it was queued. */
  private Run with(
      RunStatus newStatus,
      boolean asked,
      String who,
      int newAttempts,
      Instant begun,
      String newError) {
    return new Run(
        id,
        repository,
        job,
        trigger,
        eventSeq,
        eventTime,
        commit,
        branch,
        tag,
        newStatus,
        priority,
        version,
        payload,
        options,
        fingerprint,
        concurrency,
        asked,
        who,
        newAttempts,
        begun,
        ended,
        newError);
  }
}
