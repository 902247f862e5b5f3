package dev.patchbay.core.board;

import dev.patchbay.api.query.PluginInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The board as JSON for other programs; a convenience copy. */
final class BoardFile {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  private final JsonMapper json = new JsonMapper();
  private final Path file;
  private boolean failed;

  BoardFile(Path file) {
    this.file = file;
  }

  /** Replaces the file as a whole. */
  void write(List<PluginInfo> plugins) {
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
      one.put("health", plugin.health().state().name().toLowerCase(java.util.Locale.ROOT));
      one.put("lag", plugin.lag());
      one.put("delivered", plugin.delivered());
      one.put("failed", plugin.failed());
      one.put("since", plugin.since().toString());
    }
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(beside, json.writerWithDefaultPrettyPrinter().writeValueAsString(root));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("{} cannot be written: {}", file, e.toString());
      }
      failed = true;
    }
  }

  private static void put(ObjectNode node, String key, String value) {
    if (!value.isEmpty()) {
      node.put(key, value);
    }
  }
}
