package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A sign of life at regular intervals.
 *
 * <p>It is not stored, has no {@code seq}, is never retried, and reaches only hooks that are idle
 * and subscribe to this very type.
 *
 * <p>In YAML, logs and JSON it is called {@code daemon:tick}; a hook that wants it and nothing else
 * is an {@code EventHook<DaemonTick>}.
 *
 * @param header what every event carries
 * @param uptime since the start
 * @param memoryHeap bytes of heap in use
 * @param memoryTotal bytes of heap that the machine has given it
 * @param memoryExternal bytes in use outside the heap
 */
public record DaemonTick(
    EventHeader header, Duration uptime, long memoryHeap, long memoryTotal, long memoryExternal)
    implements Event {

  /** Refuses null. */
  public DaemonTick {
    requireNonNull(header, "header");
    requireNonNull(uptime, "uptime");
  }

  @Override
  public String name() {
    return "daemon:tick";
  }
}
