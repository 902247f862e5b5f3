package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A run did not get the lock of its job and is skipped, or is tried again.
 *
 * <p>In YAML, logs and JSON it is called {@code lock:fail}; a hook that wants it and nothing else
 * is an {@code EventHook<LockFailed>}.
 *
 * @param header what every event carries
 * @param job the id of the job
 * @param fingerprint the identity of the run
 * @param lock the lock
 * @param reason {@code already_locked} or {@code temporary_failure}
 * @param retryCount how often it was tried before
 */
public record LockFailed(
    EventHeader header, String job, String fingerprint, Lock lock, String reason, int retryCount)
    implements Event {

  /** Refuses null. */
  public LockFailed {
    requireNonNull(header, "header");
    requireNonNull(job, "job");
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(lock, "lock");
    requireNonNull(reason, "reason");
  }

  @Override
  public String name() {
    return "lock:fail";
  }
}
