package dev.patchbay.core.deploy;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.PluginState;
import dev.patchbay.core.board.Rehearsal;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.deploy.Deployed.Origin;
import dev.patchbay.core.deploy.Deployed.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What users ask for by command. */
final class Requests {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final Path plugins;
  private final Board board;
  private final Copies copies;
  private final Deployed deployed;
  private final Installer installer;
  private final FolderPlugins folder;
  private final Queues queues;
  private volatile Runnable reread = () -> {};

  /**
   * @param plugins the folder into which jars are put
   */
  Requests(
      Path plugins,
      Board board,
      Copies copies,
      Deployed deployed,
      Installer installer,
      FolderPlugins folder,
      Queues queues) {
    this.plugins = plugins;
    this.board = board;
    this.copies = copies;
    this.deployed = deployed;
    this.installer = installer;
    this.folder = folder;
    this.queues = queues;
  }

  void onWaiting(Runnable now) {
    reread = now;
  }

  /** Copies a jar into {@code plugins} and plugs it in. */
  Arrival install(Path file) throws DeployException {
    PluginArchive archive = archive(file);
    return queues.await(
        archive.plugin(),
        () -> {
          Optional<Row> row = installed(archive.plugin());
          if (row.isPresent()) {
            throw DeployException.refused(
                "%s %s is installed: use 'plugin update %s'"
                    .formatted(archive.plugin(), row.get().version(), file));
          }
          return folder.put(archive, name(archive));
        });
  }

  /**
   * Puts another version in the place of the one that runs, which goes on until the new one serves.
   * The same content once more changes nothing.
   *
   * @throws DeployException when the new one was refused; the old one still runs
   */
  Arrival update(Path file) throws DeployException {
    PluginArchive archive = archive(file);
    return afterwards(archive, queues.await(archive.plugin(), () -> update(archive)));
  }

  /** One that was refused for its options alone may come with those that the file has by now. */
  private Arrival afterwards(PluginArchive archive, Arrival arrival) throws DeployException {
    if (arrival.accepted()) {
      return arrival;
    }
    reread.run();
    if (runs(archive)) {
      return new Arrival(
          arrival.plugin(), arrival.version(), true, state(arrival.plugin()), "", false);
    }
    throw DeployException.refused(
        "%s %s was refused: %s\nit waits in plugins/ until the configuration has other options"
            .formatted(arrival.plugin(), arrival.version(), arrival.reason()));
  }

  private Arrival update(PluginArchive archive) throws DeployException, IOException {
    Row row = toUpdate(archive);
    String name = row.file().isEmpty() ? name(archive) : row.file();
    if (runs(archive)) {
      folder.take(installer.copy(archive), name);
      deployed.put(row.in(name));
      board.forgive(archive.plugin());
      return new Arrival(
          archive.plugin(), row.version(), true, state(row.plugin()), "unchanged", false);
    }
    return folder.put(archive, name);
  }

  private boolean runs(PluginArchive archive) {
    return installed(archive.plugin())
        .filter(row -> row.sha256().equals(archive.sha256()))
        .isPresent();
  }

  private Row toUpdate(PluginArchive archive) throws DeployException {
    return installed(archive.plugin())
        .orElseThrow(
            () ->
                DeployException.unknown(
                    archive.plugin()
                        + " is not installed: use 'plugin install "
                        + archive.file()
                        + "'"));
  }

  /**
   * Says what an update would do, and changes nothing.
   *
   * @param configuration as the file has it now
   */
  Rehearsal rehearse(Path file, Configuration configuration) throws DeployException {
    PluginArchive archive = archive(file);
    return queues.await(
        archive.plugin(),
        () -> {
          toUpdate(archive);
          return runs(archive)
              ? new Rehearsal("", List.of(), List.of(), List.of())
              : installer.rehearse(archive, configuration);
        });
  }

  /**
   * Puts the version before in the place of the one that runs, in the same way as an update: that
   * is the one before whichever runs when its turn has come.
   */
  Arrival rollback(String plugin) throws DeployException {
    List<PluginArchive> before = new ArrayList<>();
    Arrival arrival =
        queues.await(
            plugin,
            () -> {
              known(plugin);
              Path previous = copies.previous(plugin);
              if (!Files.exists(previous)) {
                throw DeployException.refused("there is no version before of " + plugin);
              }
              // A copy: the update keeps what ran under the name that this one has now.
              Path copy = Files.createTempFile(plugins, ".rollback", ".part");
              try {
                Copies.put(previous, copy);
                before.add(PluginArchive.read(copy));
                return update(before.getFirst());
              } finally {
                delete(copy);
              }
            });
    return afterwards(before.getFirst(), arrival);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("left behind: {}", file, e);
    }
  }

  /** Takes a plugin out; its jar is kept as the version before. */
  void remove(String plugin) throws DeployException {
    queues.await(
        plugin,
        () -> {
          Row row = known(plugin);
          copies.keep(plugin, copies.named(row.copy()));
          folder.forget(row);
          deployed.put(row.removed());
          if (!Answer.of(board.unplug(plugin, "removed by a user"))) {
            throw DeployException.refused(
                plugin + " does not let go of a thread; it gets no calls and ends with the daemon");
          }
          return true;
        });
  }

  /** Starts a stopped plugin, or a quarantined one anew. */
  Arrival start(String plugin) throws DeployException {
    return queues.await(
        plugin,
        () -> {
          known(plugin);
          return Answer.of(board.start(plugin));
        });
  }

  /** Stops a plugin until it is started, also across restarts. */
  void stop(String plugin) throws DeployException {
    queues.await(
        plugin,
        () -> {
          known(plugin);
          return Answer.of(board.stop(plugin));
        });
  }

  private static PluginArchive archive(Path file) throws DeployException {
    if (!Files.isRegularFile(file)) {
      throw DeployException.unknown("there is no file " + file);
    }
    return PluginArchive.read(file);
  }

  private Optional<Row> installed(String plugin) {
    return deployed.find(plugin).filter(row -> row.origin() != Origin.REMOVED);
  }

  private Row known(String plugin) throws DeployException {
    Optional<Row> row = installed(plugin);
    if (row.isEmpty()) {
      List<String> names = deployed.all().stream().map(Row::plugin).toList();
      throw DeployException.unknown(
          "no plugin '" + plugin + "' is installed" + Nearest.hint(plugin, names));
    }
    return row.get();
  }

  private static String name(PluginArchive archive) {
    return archive.plugin() + ".jar";
  }

  private PluginState state(String plugin) {
    return board.plugins().stream()
        .filter(one -> one.name().equals(plugin))
        .findFirst()
        .map(one -> PluginState.valueOf(one.state().toUpperCase(Locale.ROOT)))
        .orElse(PluginState.MISSING);
  }
}
