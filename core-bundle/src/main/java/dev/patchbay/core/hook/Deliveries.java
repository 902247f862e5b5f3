package dev.patchbay.core.hook;

import java.util.concurrent.atomic.LongAdder;

/** What a lane has done since the daemon started. */
final class Deliveries {
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();

  void delivered() {
    delivered.increment();
  }

  void failed() {
    failed.increment();
  }

  long allDelivered() {
    return delivered.sum();
  }

  long allFailed() {
    return failed.sum();
  }
}
