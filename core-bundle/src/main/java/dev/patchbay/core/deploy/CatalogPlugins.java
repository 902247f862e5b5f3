package dev.patchbay.core.deploy;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.PluginEntry;
import dev.patchbay.core.deploy.Deployed.Origin;
import dev.patchbay.core.deploy.Deployed.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins that come with the distribution: installed when the configuration names them. */
final class CatalogPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final Path catalog;
  private final Installer installer;
  private final Deployed deployed;
  private final Board board;
  private final Queues queues;

  CatalogPlugins(Path catalog, Installer installer, Deployed deployed, Board board, Queues queues) {
    this.catalog = catalog;
    this.installer = installer;
    this.deployed = deployed;
    this.board = board;
    this.queues = queues;
  }

  /** Installs what is named and not there, in the version that is shipped; removes what is not. */
  CompletableFuture<Void> bring(Configuration configuration) {
    Set<String> named =
        configuration.plugins().stream().map(PluginEntry::name).collect(Collectors.toSet());
    Map<String, Row> rows =
        deployed.all().stream().collect(Collectors.toMap(Row::plugin, row -> row));
    List<CompletableFuture<Void>> work = new ArrayList<>();
    rows.values().stream()
        .filter(row -> row.origin() == Origin.CATALOG && !named.contains(row.plugin()))
        .forEach(row -> work.add(queues.later(row.plugin(), () -> drop(row))));
    rows.values().stream()
        .filter(row -> isRemoved(row) && !named.contains(row.plugin()))
        .forEach(row -> deployed.forget(row.plugin())); // who names it again wants it again
    boolean wants = named.stream().map(rows::get).anyMatch(row -> mayBring(row) || isRemoved(row));
    Map<String, PluginArchive> shipped = wants ? shipped() : Map.of();
    shipped.forEach(
        (name, archive) -> {
          if (named.contains(name)) {
            work.add(queues.later(name, () -> deploy(archive)));
          }
        });
    return CompletableFuture.allOf(work.toArray(CompletableFuture[]::new))
        .thenRun(() -> board.settled(shipped.keySet()));
  }

  private static boolean mayBring(@Nullable Row row) {
    return row == null || row.origin() == Origin.CATALOG;
  }

  private static boolean isRemoved(@Nullable Row row) {
    return row != null && row.origin() == Origin.REMOVED;
  }

  private void deploy(PluginArchive archive) {
    Row row = deployed.find(archive.plugin()).orElse(null);
    if (!mayBring(row) || (row != null && row.sha256().equals(archive.sha256()))) {
      return;
    }
    try {
      Arrival arrival = installer.deploy(archive, Origin.CATALOG, "");
      if (!arrival.accepted()) {
        LOG.warn("{} of the catalog is not taken: {}", archive.plugin(), arrival.reason());
      }
    } catch (DeployException | IOException e) {
      LOG.warn("{} of the catalog is not taken: {}", archive.plugin(), e.getMessage());
    }
  }

  private void drop(Row row) {
    deployed.remove(row.plugin());
    try {
      Answer.of(board.unplug(row.plugin(), "no longer named in the configuration"));
    } catch (DeployException e) {
      LOG.warn("{} could not be taken out: {}", row.plugin(), e.getMessage());
    }
  }

  private Map<String, PluginArchive> shipped() {
    Map<String, PluginArchive> shipped = new HashMap<>();
    try {
      for (Path file : Jars.in(catalog)) {
        readInto(shipped, file);
      }
    } catch (IOException e) {
      LOG.warn("cannot read the catalog {}: {}", catalog, e.getMessage());
    }
    return shipped;
  }

  private static void readInto(Map<String, PluginArchive> shipped, Path file) {
    try {
      PluginArchive archive = PluginArchive.read(file);
      shipped.put(archive.plugin(), archive);
    } catch (DeployException e) {
      LOG.warn("not taken from the catalog: {}", e.getMessage());
    }
  }
}
