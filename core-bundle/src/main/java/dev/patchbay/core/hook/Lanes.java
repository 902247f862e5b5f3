package dev.patchbay.core.hook;

import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.Event;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.BoardListener;
import dev.patchbay.core.board.Plugged;
import dev.patchbay.core.board.PluginId;
import dev.patchbay.core.log.Cursors.Cursor;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All lanes by the names of their cursors: one for each hook that is or was plugged in, and for
 * each command of the configuration.
 */
public final class Lanes implements BoardListener, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  private final Board board;
  private final LaneTools tools;
  private final Duration timeout;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private Board.@Nullable Subscription plugged;
  private EventLog.@Nullable Subscription appended;

  public Lanes(Board board, Store store, EventLog log) {
    this(board, store, log, TIMEOUT);
  }

  /**
   * @param timeout of a delivery to a plugin
   */
  public Lanes(Board board, Store store, EventLog log, Duration timeout) {
    this(board, store, log, timeout, FIRST_RETRY);
  }

  Lanes(Board board, Store store, EventLog log, Duration timeout, Duration firstRetry) {
    this.board = board;
    this.timeout = timeout;
    this.tools = LaneTools.of(store, log, new Retry(firstRetry), KEEP_ALIVE);
  }

  LaneTools tools() {
    return tools;
  }

  /** Begins to deliver. */
  public void start() {
    appended = tools.log().onAppend(() -> lanes.values().forEach(Lane::wake));
    plugged = board.listen(this);
  }

  @Override
  @SuppressWarnings("rawtypes") // what a hook takes is known at run time only
  public void changed(PluginId plugin, List<Plugged<?>> services) {
    Set<String> served = new HashSet<>();
    for (Plugged<?> service : services) {
      service
          .hook()
          .ifPresent(
              hook -> {
                String reader = new HookName(plugin, hook.name()).reader();
                if (served.add(reader)) {
                  serve(reader, new PluginSubscriber(board.door(), hook, timeout));
                }
              });
    }
    lanes.forEach(
        (reader, lane) -> {
          boolean its = HookName.of(reader).filter(n -> n.plugin().equals(plugin)).isPresent();
          if (its && !served.contains(reader)) {
            lane.serve(null, 0);
          }
        });
  }

  /** From the next event on this one serves; a lane that is new begins with it. */
  void serve(String reader, Subscriber subscriber) {
    long last = tools.log().last();
    lanes.compute(
        reader,
        (name, known) -> {
          Lane lane = known == null ? new Lane(name, tools, board.door(), last) : known;
          lane.serve(subscriber, last);
          return lane;
        });
  }

  /** The cursor stays. */
  void remove(String reader) {
    Lane lane = lanes.remove(reader);
    if (lane != null) {
      lane.close();
    }
  }

  Optional<Lane> find(String reader) {
    return Optional.ofNullable(lanes.get(reader));
  }

  /** The readers whose hooks can be called at present. */
  List<String> serving() {
    List<String> serving = new ArrayList<>();
    lanes.forEach(
        (reader, lane) -> {
          Subscriber now = lane.subscriber();
          if (now != null && now.refusal().isEmpty()) {
            serving.add(reader);
          }
        });
    return serving;
  }

  /** Forgets a lane whose cursor was dropped, unless somebody serves it meanwhile. */
  void dropped(String reader) {
    lanes.computeIfPresent(
        reader,
        (name, lane) -> {
          if (lane.subscriber() != null) {
            return lane;
          }
          lane.close();
          return null;
        });
  }

  /** Delivers a tick to the lanes that are idle and asked for it. */
  public void tick(DaemonTick event) {
    lanes.values().forEach(lane -> lane.tick(event));
  }

  /** Delivers an event that is not stored to who asked for its very type. */
  public void tell(Event event) {
    lanes.values().forEach(lane -> lane.tell(event));
  }

  /** How each hook stands, also those that nobody serves. */
  public List<Standing> standings() {
    long last = tools.log().last();
    Map<String, Standing> all = new TreeMap<>();
    for (Cursor cursor : tools.table().all()) {
      if (HookName.isHook(cursor.reader())) {
        all.put(cursor.reader(), standing(cursor, false, last));
      }
    }
    lanes.forEach(
        (reader, lane) -> {
          Cursor now = lane.place().now();
          // One that has not begun does not know yet where it stands.
          if (now.served().isAfter(Instant.EPOCH) || !all.containsKey(reader)) {
            all.put(reader, standing(now, lane.subscriber() != null, last));
          } else {
            all.computeIfPresent(
                reader,
                (name, one) ->
                    new Standing(
                        name,
                        lane.subscriber() != null,
                        one.position(),
                        one.lag(),
                        one.delivered(),
                        one.failed()));
          }
        });
    return List.copyOf(all.values());
  }

  private static Standing standing(Cursor at, boolean served, long last) {
    return new Standing(
        at.reader(),
        served,
        at.position(),
        Math.max(0, last - at.position()),
        at.delivered(),
        at.failed());
  }

  /** No more deliveries; those under way come out by themselves, and are made again. */
  @Override
  public void close() {
    if (appended != null) {
      appended.close();
    }
    if (plugged != null) {
      plugged.close();
    }
    lanes.values().forEach(Lane::close);
    lanes.values().forEach(lane -> tools.cursors().moved(lane.place().now()));
    tools.cursors().close();
  }
}
