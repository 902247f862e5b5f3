package dev.patchbay.core.hook;

import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.BoardListener;
import dev.patchbay.core.board.Plugged;
import dev.patchbay.core.board.PluginId;
import dev.patchbay.core.log.Cursors;
import dev.patchbay.core.log.DeadLetters;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Store;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All lanes: one for each hook that is or was plugged in, and for each command of the
 * configuration.
 */
public final class Lanes implements BoardListener, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  private final Board board;
  private final LaneTools tools;
  private final Duration timeout;
  private final Map<Key, Lane> lanes = new ConcurrentHashMap<>();
  private final Map<String, Lane> commands = new ConcurrentHashMap<>();
  private Board.@Nullable Subscription plugged;
  private EventLog.@Nullable Subscription appended;

  /** The hook of an instance; it keeps its place under this, whatever bundle serves it. */
  private record Key(PluginId plugin, String hook) {
    /** The name of its cursor. */
    String reader() {
      return "hook " + plugin + " " + hook;
    }
  }

  public Lanes(Board board, Store store, EventLog log) {
    this(board, store, log, TIMEOUT, FIRST_RETRY);
  }

  Lanes(Board board, Store store, EventLog log, Duration timeout, Duration firstRetry) {
    this.board = board;
    this.timeout = timeout;
    Cursors cursors = new Cursors(store);
    this.tools =
        new LaneTools(
            store,
            log,
            cursors,
            new DeadLetters(store),
            new CursorWriter(store, cursors),
            new Retry(firstRetry),
            KEEP_ALIVE);
  }

  /** Begins to deliver. */
  public void start() {
    appended = tools.log().onAppend(this::wake);
    plugged = board.listen(this);
  }

  private void wake() {
    lanes.values().forEach(Lane::wake);
    commands.values().forEach(Lane::wake);
  }

  @Override
  @SuppressWarnings("rawtypes") // what a hook takes is known at run time only
  public void changed(PluginId plugin, List<Plugged<?>> services) {
    Set<Key> served = new HashSet<>();
    for (Plugged<?> service : services) {
      Board.hook(service)
          .ifPresent(
              hook -> {
                Key key = new Key(plugin, hook.name());
                if (served.add(key)) {
                  lane(key).serve(new PluginSubscriber(board.door(), hook, timeout));
                }
              });
    }
    lanes.forEach(
        (key, lane) -> {
          if (key.plugin().equals(plugin) && !served.contains(key)) {
            lane.serve(null);
          }
        });
  }

  private Lane lane(Key key) {
    return lanes.computeIfAbsent(
        key, one -> new Lane(one.reader(), tools, board.door(), tools.log().last()));
  }

  /** Serves a lane that belongs to no plugin. */
  void serve(String reader, Subscriber subscriber) {
    commands
        .computeIfAbsent(reader, one -> new Lane(one, tools, board.door(), tools.log().last()))
        .serve(subscriber);
  }

  void remove(String reader) {
    Lane lane = commands.remove(reader);
    if (lane != null) {
      lane.close();
    }
  }

  /** Delivers a tick to the lanes that are idle and asked for it. */
  public void tick(DaemonTick event) {
    lanes.values().forEach(lane -> lane.tick(event));
    commands.values().forEach(lane -> lane.tick(event));
  }

  /** How the hooks of an instance stand. */
  public Figures figures(String plugin, String instance) {
    PluginId id = new PluginId(plugin, instance);
    Figures sum = Figures.NONE;
    for (Map.Entry<Key, Lane> one : lanes.entrySet()) {
      if (one.getKey().plugin().equals(id)) {
        sum = sum.and(figures(one.getValue()));
      }
    }
    return sum;
  }

  private Figures figures(Lane lane) {
    long lag = Math.max(0, tools.log().last() - lane.position());
    return new Figures(lag, lane.deliveries().allDelivered(), lane.deliveries().allFailed());
  }

  /** No more deliveries; those under way come out by themselves. */
  @Override
  public void close() {
    if (appended != null) {
      appended.close();
    }
    if (plugged != null) {
      plugged.close();
    }
    lanes.values().forEach(Lane::close);
    commands.values().forEach(Lane::close);
  }
}
