package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A run gave the lock of its job back, or lost it.
 *
 * <p>In YAML, logs and JSON it is called {@code lock:release}; a hook that wants it and nothing
 * else is an {@code EventHook<LockReleased>}.
 *
 * @param header what every event carries
 * @param job the id of the job
 * @param fingerprint the identity of the run
 * @param lock the lock
 * @param reason {@code completed}, {@code failed} or {@code expired}
 */
public record LockReleased(
    EventHeader header, String job, String fingerprint, Lock lock, String reason) implements Event {

  /** Refuses null. */
  public LockReleased {
    requireNonNull(header, "header");
    requireNonNull(job, "job");
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(lock, "lock");
    requireNonNull(reason, "reason");
  }

  @Override
  public String name() {
    return "lock:release";
  }
}
