package dev.patchbay.core.hook;

import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.Event;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Events that are not stored, on their way to a hook that asked for them. */
final class Passing {
  /** So many may wait; more are forgotten. */
  private static final int MOST = 100;

  private final Queue<Event> waiting = new ArrayBlockingQueue<>(MOST);
  private final AtomicReference<@Nullable DaemonTick> tick = new AtomicReference<>();

  boolean add(Event event) {
    return waiting.offer(event);
  }

  @Nullable Event next() {
    return waiting.poll();
  }

  /** The latest alone waits. */
  boolean tick(DaemonTick event) {
    tick.set(event);
    return true;
  }

  @Nullable DaemonTick takeTick() {
    return tick.getAndSet(null);
  }
}
