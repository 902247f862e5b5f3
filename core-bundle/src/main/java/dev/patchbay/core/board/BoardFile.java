package dev.patchbay.core.board;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The board as JSON for other programs; a convenience copy. It is written on a thread of its own:
 * neither a slow disk nor a slow store, which has the figures, holds up the board.
 */
final class BoardFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private static final long LAST_WRITE_SECONDS = 1;

  private final JsonMapper json = new JsonMapper();
  private final Path file;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().daemon().name("patchbay-board-file").unstarted(work));
  private final AtomicReference<@Nullable List<PluginInfo>> due = new AtomicReference<>();
  private volatile UnaryOperator<List<PluginInfo>> figures = plugins -> plugins;
  private Map<PluginId, Figures> known = Map.of();
  private boolean failed;

  BoardFile(Path file) {
    this.file = file;
  }

  /**
   * @param with adds how deliveries stand; may wait for the store
   */
  void figures(UnaryOperator<List<PluginInfo>> with) {
    figures = with;
  }

  /** Writes this soon, unless something newer comes before; waits for nothing. */
  void write(List<PluginInfo> plugins) {
    if (due.getAndSet(plugins) == null) {
      thread.execute(this::writeDue);
    }
  }

  /** At once with the figures as they were last, then with those of now when they can be had. */
  private void writeDue() {
    List<PluginInfo> plugins = due.getAndSet(null);
    if (plugins == null) {
      return;
    }
    List<PluginInfo> before = plugins.stream().map(this::withKnown).toList();
    replace(before);
    try {
      List<PluginInfo> now = figures.apply(plugins);
      Map<PluginId, Figures> fresh = new HashMap<>();
      now.forEach(one -> fresh.put(id(one), Figures.of(one)));
      known = fresh;
      if (!now.equals(before)) {
        replace(now);
      }
    } catch (StoreException e) {
      LOG.debug("{} has the figures of earlier", file, e);
    }
  }

  private PluginInfo withKnown(PluginInfo plugin) {
    Figures earlier = known.get(id(plugin));
    return earlier == null ? plugin : earlier.in(plugin, plugin.reason());
  }

  private static PluginId id(PluginInfo plugin) {
    return new PluginId(plugin.name(), plugin.instance());
  }

  private void replace(List<PluginInfo> plugins) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(beside, text(plugins));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("{} cannot be written: {}", file, e.toString());
      }
      failed = true;
    }
  }

  private String text(List<PluginInfo> plugins) {
    ObjectNode root = json.createObjectNode();
    ArrayNode all = root.putArray("plugins");
    for (PluginInfo plugin : plugins) {
      ObjectNode one = all.addObject();
      one.put("name", plugin.name());
      one.put("instance", plugin.instance());
      ArrayNode types = one.putArray("types");
      plugin.types().forEach(types::add);
      put(one, "version", plugin.version());
      put(one, "bundle", plugin.bundle());
      one.put("state", plugin.state());
      put(one, "reason", plugin.reason());
      one.put("health", plugin.health().state().name().toLowerCase(Locale.ROOT));
      one.put("lag", plugin.lag());
      one.put("delivered", plugin.delivered());
      one.put("failed", plugin.failed());
      one.put("since", plugin.since().toString());
    }
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void put(ObjectNode node, String key, String value) {
    if (!value.isEmpty()) {
      node.put(key, value);
    }
  }

  /** What is due is written, unless that takes too long. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
        LOG.debug("{} is not what the board is now", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
