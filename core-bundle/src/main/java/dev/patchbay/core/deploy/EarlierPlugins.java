package dev.patchbay.core.deploy;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.deploy.Deployed.Origin;
import dev.patchbay.core.deploy.Deployed.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings back, when the daemon starts, the plugins that ran before it ended. */
final class EarlierPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final Board board;
  private final Copies copies;
  private final Deployed deployed;
  private final Installer installer;
  private final List<CompletableFuture<Arrival>> arriving = new ArrayList<>();

  EarlierPlugins(Board board, Copies copies, Deployed deployed, Installer installer) {
    this.board = board;
    this.copies = copies;
    this.deployed = deployed;
    this.installer = installer;
  }

  /**
   * Those whose jars went from the folder meanwhile do not come back; the others are not waited for
   * here.
   *
   * @param there the names of the files in the folder
   */
  void bring(Set<String> there) {
    sweep();
    for (Row row : deployed.all()) {
      if (row.origin() == Origin.FOLDER && !there.contains(row.file())) {
        deployed.remove(row.plugin());
      } else if (row.origin() != Origin.REMOVED) {
        install(row);
      }
    }
  }

  /** Answers when they are in, or refused. */
  CompletableFuture<Void> settled() {
    return CompletableFuture.allOf(arriving.toArray(CompletableFuture[]::new))
        .thenCompose(all -> board.followed())
        .thenAccept(all -> {});
  }

  /** Removes copies of what ran and does no more. */
  private void sweep() {
    try {
      copies.sweep(deployed.all().stream().map(Row::copy).collect(Collectors.toSet()));
    } catch (IOException e) {
      LOG.warn("copies of plugins are left behind: {}", e.getMessage());
    }
  }

  private void install(Row row) {
    Path copy = copies.named(row.copy());
    if (!Files.exists(copy)) {
      LOG.warn("{} {} has lost its copy {}", row.plugin(), row.version(), row.copy());
      deployed.remove(row.plugin());
      return;
    }
    try {
      arriving.add(board.plug(installer.bundle(copy)));
    } catch (BundleException | IOException e) {
      LOG.warn("{} {} cannot be installed again: {}", row.plugin(), row.version(), e.getMessage());
    }
  }
}
