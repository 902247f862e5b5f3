package dev.patchbay.core.board;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * When a plugin ran out of memory lately. The virtual machine collects all of the heap before it
 * says no, and everybody waits for that: the caller survives it, but it must not go on for ever.
 */
final class Shortages {
  static final int MOST = 3;

  private static final Duration MEMORY = Duration.ofMinutes(10);

  private final Queue<Long> times = new ArrayDeque<>();

  /** Whether that was once too often. */
  synchronized boolean another() {
    long now = System.nanoTime();
    times.removeIf(before -> now - before > MEMORY.toNanos());
    times.add(now);
    return times.size() >= MOST;
  }
}
