package dev.patchbay.core.board;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Looks at the seats of all threads that are in a plugin; sleeps while there are none. */
final class Watchdog implements AutoCloseable {
  private static final long LOOK = Duration.ofMillis(20).toNanos();

  private final Set<Seat> seats = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::watch, "patchbay-watchdog");
  private volatile boolean closed;

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  void add(Seat seat) {
    seats.add(seat);
    LockSupport.unpark(thread);
  }

  void remove(Seat seat) {
    seats.remove(seat);
  }

  private void watch() {
    while (!closed) {
      if (seats.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, LOOK);
      }
      long now = System.nanoTime();
      for (Seat seat : seats) {
        seat.look(now);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
