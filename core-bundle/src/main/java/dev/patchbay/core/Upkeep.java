package dev.patchbay.core;

import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.PluginId;
import dev.patchbay.core.config.Configuration.Retention;
import dev.patchbay.core.hook.Forgetting;
import dev.patchbay.core.shell.Desk;
import dev.patchbay.core.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what has been kept long enough: one quiet task, that looks oftener where less is kept.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration SELDOM = Duration.ofMinutes(10);
  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final int LOOKS = 10;

  /** What one room has to remove. */
  @FunctionalInterface
  interface Sweep {
    void sweep(Retention retention, Instant now) throws IOException;
  }

  private final Supplier<Retention> retention;
  private final List<Sweep> sweeps;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("patchbay-upkeep").unstarted(work));

  /** What each failed by last: it is said once, and not at every look. */
  private final Map<Sweep, String> failing = new HashMap<>();

  private @Nullable Future<?> next;

  /**
   * @param sweeps in this order: what one lets go of, the next may remove
   */
  Upkeep(Supplier<Retention> retention, List<Sweep> sweeps, InstantSource clock) {
    this.retention = retention;
    this.sweeps = List.copyOf(sweeps);
    this.clock = clock;
  }

  /** Cursors first: what they let go of is no longer needed. */
  static Upkeep of(LiveConfiguration configuration, Desk rooms) {
    Forgetting forgetting = new Forgetting(rooms.lanes());
    Sweep cursors = (kept, now) -> forgetting.sweep(kept, there(rooms.board()), now);
    Sweep log = (kept, now) -> rooms.log().trim(now.minus(kept.log()));
    return new Upkeep(
        () -> configuration.get().retention(),
        List.of(cursors, log, rooms.runs()::sweep),
        InstantSource.system());
  }

  private static Set<PluginId> there(Board board) {
    return board.plugins().stream()
        .map(plugin -> new PluginId(plugin.name(), plugin.instance()))
        .collect(Collectors.toSet());
  }

  /** The next look counts from now on; also when something else is to be kept. */
  synchronized void start() {
    Future<?> before = next;
    if (before != null) {
      before.cancel(false);
    }
    if (!thread.isShutdown()) {
      Duration wait = pause(retention.get());
      next = thread.schedule(this::work, wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void work() {
    try {
      sweep();
    } finally {
      start();
    }
  }

  /** One that fails keeps nobody else from it. */
  void sweep() {
    Retention kept = retention.get();
    Instant now = clock.instant();
    for (Sweep each : sweeps) {
      try {
        each.sweep(kept, now);
        failing.remove(each);
      } catch (StoreException | IOException | UncheckedIOException e) {
        if (!e.toString().equals(failing.put(each, e.toString()))) {
          LOG.warn("what is old could not be removed: {}", e.toString());
        }
      }
    }
  }

  /** Often enough that nothing is kept much longer than it is to be. */
  static Duration pause(Retention retention) {
    Duration shortest =
        Stream.of(retention.log(), retention.artifacts(), retention.logs(), retention.delivery())
            .min(Duration::compareTo)
            .orElse(SELDOM)
            .dividedBy(LOOKS);
    return shortest.compareTo(SELDOM) > 0
        ? SELDOM
        : shortest.compareTo(OFTEN) < 0 ? OFTEN : shortest;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
