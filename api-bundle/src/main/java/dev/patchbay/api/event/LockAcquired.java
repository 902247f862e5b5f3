package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A run took the lock of its job.
 *
 * <p>In YAML, logs and JSON it is called {@code lock:acquire}; a hook that wants it and nothing
 * else is an {@code EventHook<LockAcquired>}.
 *
 * @param header what every event carries
 * @param job the id of the job
 * @param fingerprint the identity of the run
 * @param lock the lock
 */
public record LockAcquired(EventHeader header, String job, String fingerprint, Lock lock)
    implements Event {

  /** Refuses null. */
  public LockAcquired {
    requireNonNull(header, "header");
    requireNonNull(job, "job");
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(lock, "lock");
  }

  @Override
  public String name() {
    return "lock:acquire";
  }
}
