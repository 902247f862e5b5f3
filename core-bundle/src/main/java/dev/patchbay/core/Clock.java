package dev.patchbay.core;

import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.EventHeader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells hooks that ask for it how the daemon is, once a tick; nothing of it is stored. */
final class Clock implements AutoCloseable {
  private final Instant started;
  private final Consumer<DaemonTick> listener;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("patchbay-clock").unstarted(work));

  Clock(Instant started, Consumer<DaemonTick> listener) {
    this.started = started;
    this.listener = listener;
  }

  void start(Duration tick) {
    var unused =
        thread.scheduleAtFixedRate(
            this::tick, tick.toMillis(), tick.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    Instant now = Instant.now();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    listener.accept(
        new DaemonTick(
            new EventHeader(UUID.randomUUID().toString(), 0, now, ""),
            Duration.between(started, now),
            heap.getUsed(),
            heap.getCommitted(),
            memory.getNonHeapMemoryUsage().getUsed()));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
