package dev.patchbay.core.deploy;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.deploy.Deployed.Origin;
import dev.patchbay.core.deploy.Deployed.Row;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts plugins in and takes them out, whichever way they come: the folder {@code plugins}, a
 * command, the shell, the catalog. One thing at a time; who asks waits for its end.
 */
public final class Deployment implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  /** A plugin that does not come up in time must not keep the daemon from its work. */
  private static final Duration FIRST_ARRIVALS = Duration.ofSeconds(5);

  private final Board board;
  private final Path plugins;
  private final Copies copies;
  private final Deployed deployed;
  private final Installer installer;
  private final FolderPlugins folder;
  private final CatalogPlugins catalog;
  private final PluginFolder watch;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().daemon().name("patchbay-deploy").unstarted(work));

  /**
   * @param home whose folder {@code plugins} is watched
   * @param shipped the folder of the plugins that come with the distribution
   * @throws IOException when the folder cannot be watched
   */
  public Deployment(BundleContext context, Board board, Store store, Path home, Path shipped)
      throws IOException {
    this.board = board;
    this.plugins = home.resolve("plugins");
    this.copies = new Copies(home);
    this.deployed = new Deployed(store);
    this.installer = new Installer(context, board, copies, deployed);
    this.folder = new FolderPlugins(plugins, installer, deployed, board);
    this.catalog = new CatalogPlugins(shipped, installer, deployed, board);
    this.watch = new PluginFolder(plugins, files -> thread.execute(() -> folder.look(files)));
  }

  /** The table of this room. */
  public static Schema schema() {
    return Deployed.schema();
  }

  /** Brings back what was installed, then what came, changed or went meanwhile. */
  public void start(Configuration configuration) throws IOException {
    copies.sweep(plugins);
    Map<String, PluginFolder.Mark> files = watch.now();
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () -> {
              for (Row row : deployed.all()) {
                if (row.origin() == Origin.FOLDER && !files.containsKey(row.file())) {
                  deployed.remove(row.plugin());
                } else if (row.origin() != Origin.REMOVED) {
                  installer.again(row);
                }
              }
              folder.look(files);
              catalog.bring(configuration);
              installer.settle();
            },
            thread);
    board.onForeign(new Adoption(installer, deployed, thread));
    first.completeOnTimeout(null, FIRST_ARRIVALS.toMillis(), TimeUnit.MILLISECONDS).join();
    watch.start();
  }

  /**
   * Installs what a new configuration names and the catalog has, and tries again what it refused.
   */
  public void reconfigure(Configuration configuration) {
    thread.execute(
        () -> {
          folder.again();
          catalog.bring(configuration);
        });
  }

  /** Copies a jar into {@code plugins} and plugs it in. */
  public Arrival install(Path file) throws DeployException {
    return call(
        () -> {
          PluginArchive archive = archive(file);
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
   *
   * @throws DeployException when the new one was refused; the old one still runs
   */
  public Arrival update(Path file) throws DeployException {
    return call(() -> update(archive(file)));
  }

  private Arrival update(PluginArchive archive) throws DeployException, IOException {
    Row row =
        installed(archive.plugin())
            .orElseThrow(
                () ->
                    DeployException.unknown(
                        archive.plugin()
                            + " is not installed: use 'plugin install "
                            + archive.file()
                            + "'"));
    return folder.put(archive, row.file().isEmpty() ? name(archive) : row.file());
  }

  /** Puts the version before in the place of the one that runs, in the same way as an update. */
  public Arrival rollback(String plugin) throws DeployException {
    return call(
        () -> {
          known(plugin);
          Path previous = copies.previous(plugin);
          if (!Files.exists(previous)) {
            throw DeployException.refused("there is no version before of " + plugin);
          }
          Path taken = Files.createTempFile(plugins, ".rollback", ".part");
          try {
            Copies.put(previous, taken);
            return update(PluginArchive.read(taken));
          } finally {
            Files.deleteIfExists(taken);
          }
        });
  }

  /** Takes a plugin out; its jar is kept as the version before. */
  public void remove(String plugin) throws DeployException {
    call(
        () -> {
          Row row = known(plugin);
          copies.keep(plugin, copies.named(row.copy()));
          folder.forget(row);
          if (row.origin() == Origin.CATALOG) {
            deployed.put(
                new Row(plugin, row.version(), row.sha256(), row.copy(), Origin.REMOVED, ""));
          } else {
            deployed.remove(plugin);
          }
          if (!installer.waitFor(board.unplug(plugin, "removed by a user"))) {
            throw DeployException.refused(
                plugin + " does not let go of a thread; it gets no calls and ends with the daemon");
          }
          return true;
        });
  }

  /** Starts a stopped plugin, or a quarantined one anew. */
  public Arrival start(String plugin) throws DeployException {
    return call(
        () -> {
          known(plugin);
          return installer.waitFor(board.start(plugin));
        });
  }

  /** Stops a plugin until it is started, also across restarts. */
  public void stop(String plugin) throws DeployException {
    call(
        () -> {
          known(plugin);
          return installer.waitFor(board.stop(plugin));
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

  private <T> T call(Callable<T> work) throws DeployException {
    try {
      return thread.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeployException.refused("interrupted; the work goes on");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeployException refused) {
        throw refused;
      }
      LOG.warn("deployment failed", e.getCause());
      throw DeployException.refused(String.valueOf(e.getCause()));
    }
  }

  @Override
  public void close() {
    try {
      watch.close();
    } catch (IOException e) {
      LOG.debug("closing the watch of {}", plugins, e);
    }
    thread.shutdown();
  }

  /** Plugins that users installed in the shell are kept as if they had come by command. */
  private record Adoption(Installer installer, Deployed deployed, ExecutorService thread)
      implements dev.patchbay.core.board.ForeignBundles {
    @Override
    public void adopted(String plugin, Bundle bundle) {
      thread.execute(() -> installer.adopt(plugin, bundle));
    }

    @Override
    public void uninstalled(String plugin, Bundle bundle) {
      thread.execute(
          () ->
              deployed
                  .find(plugin)
                  .filter(row -> row.origin() == Origin.SHELL)
                  .ifPresent(row -> deployed.remove(plugin)));
    }
  }
}
