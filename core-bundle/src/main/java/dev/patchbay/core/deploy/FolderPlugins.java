package dev.patchbay.core.deploy;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.deploy.Deployed.Origin;
import dev.patchbay.core.deploy.Deployed.Row;
import dev.patchbay.core.deploy.FolderFiles.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what runs the same as what the folder {@code plugins} has. */
final class FolderPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final FolderFiles files;
  private final Installer installer;
  private final Deployed deployed;
  private final Board board;
  private final Queues queues;
  private volatile Runnable onWaiting = () -> {};

  FolderPlugins(
      FolderFiles files, Installer installer, Deployed deployed, Board board, Queues queues) {
    this.files = files;
    this.installer = installer;
    this.deployed = deployed;
    this.board = board;
    this.queues = queues;
  }

  /**
   * @param reread done when a version was refused for its options: the file may have others by now
   */
  void onWaiting(Runnable reread) {
    onWaiting = reread;
  }

  /** Looks at all jars that are there; answers when all that follows of it is done. */
  CompletableFuture<Void> look(Map<String, PluginFolder.Mark> there) {
    List<CompletableFuture<Void>> work = new ArrayList<>();
    List<Entry> gone = files.gone(there);
    List<Entry> fresh = files.read(there);
    fresh.forEach(one -> work.add(queues.later(one.plugin(), () -> deploy(one))));
    gone.forEach(one -> work.add(queues.later(one.plugin(), () -> gone(one))));
    return CompletableFuture.allOf(work.toArray(CompletableFuture[]::new));
  }

  /** Tries again what was refused: the configuration has changed. */
  void again() {
    for (Entry one : files.all()) {
      var unused = queues.later(one.plugin(), () -> deploy(one));
    }
  }

  private void deploy(Entry one) {
    if (!files.has(one) || !files.isStill(one)) {
      return; // the next look finds what is there now
    }
    Optional<Row> row = deployed.find(one.plugin());
    boolean runs = row.filter(is -> is.sha256().equals(one.archive().sha256())).isPresent();
    Optional<Entry> better = files.better(one, row.map(Row::file).orElse(""));
    if (better.isPresent() && !runs) {
      trouble(
          one,
          "plugins/%s has a higher version of %s; remove one of them"
              .formatted(better.get().name(), one.plugin()));
      return;
    }
    if (runs) {
      if (better.isEmpty() && !row.get().file().equals(one.name())) {
        deployed.put(row.get().in(one.name()));
      }
      files.settled(one);
      return;
    }
    try {
      Arrival arrival = installer.deploy(one.archive(), Origin.FOLDER, one.name());
      if (arrival.accepted()) {
        files.settled(one);
        files.worse(one).forEach(this::tooLow);
      } else {
        trouble(one, arrival.reason());
        if (arrival.forOptions()) {
          Thread.ofVirtual().name("patchbay-reread").start(onWaiting);
        }
      }
    } catch (DeployException | IOException e) {
      trouble(one, String.valueOf(e.getMessage()));
    }
  }

  private void tooLow(Entry lower) {
    trouble(lower, "there is a higher version of %s; remove one of them".formatted(lower.plugin()));
  }

  private void trouble(Entry one, String reason) {
    if (files.trouble(one, reason)) {
      LOG.warn("plugins/{} is not taken: {}", one.name(), reason);
    }
  }

  private void gone(Entry one) {
    String plugin = one.plugin();
    Optional<Entry> other = files.best(plugin);
    Optional<Row> row = deployed.find(plugin);
    if (other.isPresent()) {
      deploy(other.get());
      board.forgive(plugin);
    } else if (row.filter(is -> !is.file().equals(one.name())).isEmpty()) {
      deployed.remove(plugin);
      try {
        if (!Answer.of(board.unplug(plugin, "its jar was deleted from plugins/"))) {
          LOG.warn("{} does not let go of a thread; it gets no calls any more", plugin);
        }
      } catch (DeployException e) {
        LOG.warn("{} could not be taken out: {}", plugin, e.getMessage());
      }
    } else {
      board.forgive(plugin);
    }
  }

  /**
   * Plugs an archive in and, when it was taken, puts its file into the folder under this name. One
   * that was refused for its options alone is put there as well, and waits for others.
   *
   * @throws DeployException when it was refused
   */
  Arrival put(PluginArchive archive, String name) throws DeployException, IOException {
    Arrival arrival = installer.deploy(archive, Origin.FOLDER, name);
    if (arrival.accepted()) {
      keep(archive, name);
      return arrival;
    }
    if (deployed.find(archive.plugin()).isEmpty()) {
      Answer.of(board.unplug(archive.plugin(), "refused"));
    } else if (arrival.forOptions()) {
      files.trouble(take(installer.copy(archive), name), arrival.reason());
      return arrival;
    }
    throw DeployException.refused(
        archive.plugin() + " " + archive.version() + " was refused: " + arrival.reason());
  }

  /** One that has no file in the folder must not be said to have one: it would count as deleted. */
  private void keep(PluginArchive archive, String name) throws DeployException, IOException {
    try {
      take(installer.copy(archive), name);
    } catch (IOException e) {
      deployed.find(archive.plugin()).ifPresent(row -> deployed.put(row.inNoFile()));
      throw DeployException.refused(
          "%s %s is installed and stays so, but its jar cannot be put into plugins/: %s"
              .formatted(archive.plugin(), archive.version(), e));
    }
  }

  /** The version of a plugin that is in the folder and not taken. */
  Optional<Entry> waiting(String plugin) {
    String runs = deployed.find(plugin).map(Row::sha256).orElse("");
    return files
        .best(plugin)
        .filter(one -> !runs.isEmpty() && !one.archive().sha256().equals(runs));
  }

  /** Plugs in what waits, with options that apply only when all of it comes in. */
  List<Arrival> bring(Collection<String> plugins, Configuration configuration)
      throws DeployException, IOException {
    Map<String, Entry> entries = new TreeMap<>();
    Map<String, PluginArchive> archives = new TreeMap<>();
    for (String plugin : plugins) {
      Entry one =
          waiting(plugin)
              .orElseThrow(() -> DeployException.refused("no version of " + plugin + " waits"));
      entries.put(plugin, one);
      archives.put(one.name(), one.archive());
    }
    List<Arrival> arrivals = installer.deploy(archives, configuration);
    for (Arrival arrival : arrivals) {
      Entry one = entries.get(arrival.plugin());
      if (one != null && arrival.accepted()) {
        files.settled(one);
      } else if (one != null) {
        trouble(one, arrival.reason());
      }
    }
    return arrivals;
  }

  /** Puts a copy into the folder under this name; it is known already. */
  Entry take(Path copy, String name) throws DeployException, IOException {
    return files.put(copy, name);
  }

  /** Takes the file of a plugin out of the folder. */
  void forget(Row row) throws IOException {
    for (Entry one : files.all()) {
      if (one.plugin().equals(row.plugin())) {
        files.forget(one);
        Files.deleteIfExists(one.archive().file());
      }
    }
  }
}
