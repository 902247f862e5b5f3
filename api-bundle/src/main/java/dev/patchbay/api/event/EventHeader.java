package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What every event carries, stamped by the daemon when the event is appended to its log.
 *
 * <p>Two deliveries of one event carry the same header: a receiver that must not act twice
 * remembers {@link #id()}.
 *
 * @param id globally unique, the same at each delivery
 * @param seq the place in this daemon's log, from 1 without gaps; 0 for what is not stored: {@link
 *     DaemonTick} and {@link ReceiptRead}
 * @param time when the event was appended
 * @param repository the name of the repository it is about; empty when it is about none
 */
public record EventHeader(String id, long seq, Instant time, String repository) {

  /** Refuses null and a negative place. */
  public EventHeader {
    requireNonNull(id, "id");
    requireNonNull(time, "time");
    requireNonNull(repository, "repository");
    if (seq < 0) {
      throw new IllegalArgumentException("seq is negative: " + seq);
    }
  }
}
