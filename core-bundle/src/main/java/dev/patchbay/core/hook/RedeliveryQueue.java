package dev.patchbay.core.hook;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Dead letters that wait for the next boundary of their lane. */
final class RedeliveryQueue {
  private final Queue<Redelivery> waiting = new ConcurrentLinkedQueue<>();

  void add(Redelivery one) {
    waiting.add(one);
  }

  @Nullable Redelivery next() {
    return waiting.poll();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** All of them stay dead letters. */
  void refuse(String reason) {
    for (Redelivery one = next(); one != null; one = next()) {
      one.kept(reason);
    }
  }
}
