package dev.patchbay.core.board;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.PluginQuarantined;
import dev.patchbay.api.event.PluginRegistered;
import dev.patchbay.api.event.PluginRemoved;
import dev.patchbay.api.event.PluginUpdated;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what happens on the board: events in the log, and what users stopped. */
final class Chronicle {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  private final Store store;
  private final EventLog log;

  Chronicle(Store store, EventLog log) {
    this.store = store;
    this.log = log;
  }

  static Schema schema() {
    return new Schema(
        "board",
        List.of("CREATE TABLE board_stopped (plugin TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID"));
  }

  Set<String> stopped() {
    return new HashSet<>(
        store.read(tx -> tx.list("SELECT plugin FROM board_stopped", row -> row.getString(1))));
  }

  /** Answers when it is on the disk; in any case. */
  CompletableFuture<?> stopped(String plugin, boolean stopped) {
    return later(
        store.writeLater(
            tx ->
                stopped
                    ? tx.update("INSERT OR IGNORE INTO board_stopped VALUES (?)", plugin)
                    : tx.update("DELETE FROM board_stopped WHERE plugin = ?", plugin)));
  }

  void registered(Generation now) {
    LOG.info("{} is plugged in", now);
    append(
        header -> new PluginRegistered(header, name(now), now.id().instance(), now.version(), ""));
  }

  void updated(Generation now, String from, String reason) {
    LOG.info("{} took the place of {}", now, from);
    append(
        header ->
            new PluginUpdated(header, name(now), now.id().instance(), now.version(), from, reason));
  }

  void removed(PluginId id, String version, String reason) {
    LOG.info("{} {} is removed", id, version);
    append(header -> new PluginRemoved(header, id.name(), id.instance(), version, reason));
  }

  void quarantined(Generation now, String reason) {
    LOG.warn("{} is quarantined: {}", now, reason);
    append(
        header ->
            new PluginQuarantined(header, name(now), now.id().instance(), now.version(), reason));
  }

  private static String name(Generation generation) {
    return generation.id().name();
  }

  private void append(Function<EventHeader, ? extends Event> event) {
    Tools.forget(
        later(
            store.writeLater(
                tx -> {
                  log.append(tx, "", event);
                  return true;
                })));
  }

  private static CompletableFuture<?> later(CompletableFuture<?> written) {
    return written.handle(
        (done, thrown) -> {
          if (thrown != null) {
            LOG.error("What happened on the board could not be written down", thrown);
          }
          return true;
        });
  }
}
