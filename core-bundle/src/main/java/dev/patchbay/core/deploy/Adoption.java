package dev.patchbay.core.deploy;

import dev.patchbay.core.board.ForeignBundles;
import dev.patchbay.core.board.Inspection;
import dev.patchbay.core.deploy.Deployed.Origin;
import dev.patchbay.core.deploy.Deployed.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What users install, update and uninstall in the shell counts as if it had come by command. */
final class Adoption implements ForeignBundles {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final Copies copies;
  private final Deployed deployed;
  private final FolderPlugins folder;
  private final Queues queues;

  Adoption(Copies copies, Deployed deployed, FolderPlugins folder, Queues queues) {
    this.copies = copies;
    this.deployed = deployed;
    this.folder = folder;
    this.queues = queues;
  }

  @Override
  public void adopted(String plugin, Bundle bundle) {
    var unused =
        queues.later(
            plugin,
            () -> {
              Path taken = null;
              try {
                taken = Files.createTempFile("patchbay", ".jar");
                try (OutputStream jar = Files.newOutputStream(taken)) {
                  Inspection.save(bundle, jar);
                }
                adopt(PluginArchive.read(taken));
              } catch (IOException | IllegalArgumentException | DeployException e) {
                LOG.warn(
                    "{} was installed from {}, which cannot be copied: it is gone after a restart ({})",
                    plugin,
                    bundle.getLocation(),
                    e.getMessage());
              } finally {
                delete(taken);
              }
            });
  }

  /** Keeps a copy, so that it is there after a restart; one in the folder becomes this version. */
  private void adopt(PluginArchive archive) throws DeployException, IOException {
    Row before = deployed.find(archive.plugin()).orElse(null);
    if (before != null && before.sha256().equals(archive.sha256())) {
      return;
    }
    Path copy = copies.of(archive);
    String file = before == null ? "" : before.file();
    if (before != null) {
      copies.keep(archive.plugin(), copies.named(before.copy()));
    }
    Origin origin = file.isEmpty() ? Origin.SHELL : Origin.FOLDER;
    deployed.put(Installer.row(archive, copy, origin, file));
    if (!file.isEmpty()) {
      folder.take(copy, file);
    }
  }

  /** One of the folder comes again when its jar is touched, or at the next start. */
  @Override
  public void uninstalled(String plugin, Bundle bundle) {
    var unused =
        queues.later(
            plugin,
            () -> {
              Optional<Row> row = deployed.find(plugin);
              if (row.filter(one -> one.origin() == Origin.CATALOG).isPresent()) {
                deployed.put(row.get().removed());
              } else {
                deployed.remove(plugin);
              }
            });
  }

  private static void delete(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.debug("left behind: {}", file, e);
      }
    }
  }
}
