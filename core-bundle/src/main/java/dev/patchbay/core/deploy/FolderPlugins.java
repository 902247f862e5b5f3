package dev.patchbay.core.deploy;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.deploy.Deployed.Origin;
import dev.patchbay.core.deploy.Deployed.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the folder {@code plugins} has, and what of it runs. On the thread of the deployment. */
final class FolderPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final Path folder;
  private final Installer installer;
  private final Deployed deployed;
  private final Board board;

  /** The files that were read, by name; a broken one has no archive and is not tried again. */
  private final Map<String, Known> known = new HashMap<>();

  private record Known(PluginFolder.Mark mark, Optional<PluginArchive> archive) {}

  FolderPlugins(Path folder, Installer installer, Deployed deployed, Board board) {
    this.folder = folder;
    this.installer = installer;
    this.deployed = deployed;
    this.board = board;
  }

  /** Makes what runs the same as what is there. */
  void look(Map<String, PluginFolder.Mark> files) {
    Map<String, PluginFolder.Mark> there = new TreeMap<>(files);
    List<String> gone = known.keySet().stream().filter(name -> !there.containsKey(name)).toList();
    there.forEach(
        (name, mark) -> {
          Known before = known.get(name);
          if (before == null || !before.mark().equals(mark)) {
            read(name, mark).ifPresent(archive -> deploy(name, archive));
          }
        });
    gone.forEach(this::gone);
  }

  /** Tries again what was refused: the configuration has changed. */
  void again() {
    Map<String, Known> waiting = new TreeMap<>(known);
    waiting.forEach((name, is) -> is.archive().ifPresent(archive -> deploy(name, archive)));
  }

  private Optional<PluginArchive> read(String name, PluginFolder.Mark mark) {
    Optional<PluginArchive> archive = Optional.empty();
    try {
      archive = Optional.of(PluginArchive.read(folder.resolve(name)));
    } catch (DeployException e) {
      LOG.warn("plugins/{} is not taken: {}", name, e.getMessage());
    }
    known.put(name, new Known(mark, archive));
    return archive;
  }

  private void deploy(String name, PluginArchive archive) {
    Optional<Row> row = deployed.find(archive.plugin());
    if (row.filter(is -> is.sha256().equals(archive.sha256())).isPresent()) {
      Row is = row.get();
      if (!is.file().equals(name)) {
        deployed.put(
            new Row(is.plugin(), is.version(), is.sha256(), is.copy(), Origin.FOLDER, name));
      }
      return;
    }
    Optional<String> higher = higher(name, archive);
    if (higher.isPresent()) {
      LOG.warn(
          "plugins/{} is not taken: plugins/{} has a higher version of {}; remove one of them",
          name,
          higher.get(),
          archive.plugin());
      return;
    }
    try {
      Arrival arrival = installer.deploy(archive, Origin.FOLDER, name);
      if (!arrival.accepted()) {
        LOG.warn("plugins/{} is not taken: {}", name, arrival.reason());
      }
    } catch (DeployException | IOException e) {
      LOG.warn("plugins/{} is not taken: {}", name, e.getMessage());
    }
  }

  /** Another file of the same plugin with a higher version. */
  private Optional<String> higher(String name, PluginArchive archive) {
    return known.entrySet().stream()
        .filter(other -> !other.getKey().equals(name))
        .filter(
            other ->
                other
                    .getValue()
                    .archive()
                    .filter(is -> is.plugin().equals(archive.plugin()))
                    .filter(is -> is.version().compareTo(archive.version()) > 0)
                    .isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void gone(String name) {
    Known before = known.remove(name);
    Optional<PluginArchive> was = before == null ? Optional.empty() : before.archive();
    if (was.isEmpty()) {
      return;
    }
    String plugin = was.get().plugin();
    Optional<Map.Entry<String, Known>> other =
        known.entrySet().stream()
            .filter(
                one ->
                    one.getValue().archive().filter(is -> is.plugin().equals(plugin)).isPresent())
            .max(Comparator.comparing(one -> one.getValue().archive().orElseThrow().version()));
    if (other.isPresent()) {
      deploy(other.get().getKey(), other.get().getValue().archive().orElseThrow());
    } else if (deployed.find(plugin).filter(row -> row.file().equals(name)).isPresent()
        || deployed.find(plugin).isEmpty()) {
      deployed.remove(plugin);
      try {
        if (!installer.waitFor(board.unplug(plugin, "its jar was deleted from plugins/"))) {
          LOG.warn("{} does not let go of a thread; it gets no calls any more", plugin);
        }
      } catch (DeployException e) {
        LOG.warn("{} could not be taken out: {}", plugin, e.getMessage());
      }
    }
  }

  /**
   * Plugs an archive in and, when it was taken, puts its file into the folder under this name.
   *
   * @throws DeployException when it was refused; the folder is as before
   */
  Arrival put(PluginArchive archive, String name) throws DeployException, IOException {
    Arrival arrival = installer.deploy(archive, Origin.FOLDER, name);
    if (!arrival.accepted()) {
      if (deployed.find(archive.plugin()).isEmpty()) {
        installer.waitFor(board.unplug(archive.plugin(), "refused"));
      }
      throw DeployException.refused(
          archive.plugin() + " " + archive.version() + " was refused: " + arrival.reason());
    }
    Path target = folder.resolve(name);
    // Not the file that was given: one in state/previous is another version by now.
    Copies.put(installer.copy(archive), target);
    known.put(name, new Known(PluginFolder.mark(target), Optional.of(archive)));
    return arrival;
  }

  /** Takes the file of a plugin out of the folder. */
  void forget(Row row) throws IOException {
    if (!row.file().isEmpty()) {
      known.remove(row.file());
      Files.deleteIfExists(folder.resolve(row.file()));
    }
  }
}
