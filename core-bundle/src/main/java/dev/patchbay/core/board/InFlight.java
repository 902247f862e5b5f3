package dev.patchbay.core.board;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls that are in a service, and bars it to new ones. */
final class InFlight {
  private static final long BARRED = 1L << 62;

  private final AtomicLong calls = new AtomicLong();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  /** Whether a call may go in; if so it must {@link #leave}. */
  boolean enter() {
    if (calls.incrementAndGet() < BARRED) {
      return true;
    }
    leave();
    return false;
  }

  void leave() {
    if (calls.decrementAndGet() == BARRED) {
      drained.complete(null);
    }
  }

  /** No call goes in any more; done when the last one has come out. */
  CompletableFuture<Void> bar() {
    if (calls.getAndUpdate(now -> now | BARRED) == 0) {
      drained.complete(null);
    }
    return drained;
  }

  boolean barred() {
    return calls.get() >= BARRED;
  }
}
