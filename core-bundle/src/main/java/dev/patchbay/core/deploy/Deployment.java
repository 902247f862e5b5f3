package dev.patchbay.core.deploy;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.Rehearsal;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.MetatypeXml;
import dev.patchbay.core.config.OptionSchema;
import dev.patchbay.core.deploy.FolderFiles.Entry;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts plugins in and takes them out, whichever way they come: the folder {@code plugins}, a
 * command, the shell, the catalog. For each plugin one thing at a time; who asks waits for its end.
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
  private final FolderFiles files;
  private final FolderPlugins folder;
  private final CatalogPlugins catalog;
  private final Requests requests;
  private final PluginFolder watch;
  private final Queues queues = new Queues();
  private volatile CompletableFuture<Void> brought = CompletableFuture.completedFuture(null);

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
    this.files = new FolderFiles(plugins);
    this.folder = new FolderPlugins(files, installer, deployed, board, queues);
    this.catalog = new CatalogPlugins(shipped, installer, deployed, board, queues);
    this.requests = new Requests(plugins, board, copies, deployed, installer, folder, queues);
    this.watch = new PluginFolder(plugins, there -> Queues.forget(folder.look(there)));
  }

  /** The table of this room. */
  public static Schema schema() {
    return Deployed.schema();
  }

  /** Brings back what was installed, then what came, changed or went meanwhile. */
  public void start(Configuration configuration) throws IOException {
    copies.sweep(plugins);
    Map<String, PluginFolder.Mark> there = watch.now();
    EarlierPlugins earlier = new EarlierPlugins(board, copies, deployed, installer);
    earlier.bring(there.keySet());
    board.onForeign(new Adoption(copies, deployed, folder, queues));
    CompletableFuture<Void> first =
        folder
            .look(there)
            .thenCompose(looked -> catalog.bring(configuration))
            .thenCompose(brought -> earlier.settled());
    first.completeOnTimeout(null, FIRST_ARRIVALS.toMillis(), TimeUnit.MILLISECONDS).join();
    watch.start();
  }

  /**
   * @param reread reads the configuration again and applies it if it is another: done when a
   *     version was refused for its options
   */
  public void onWaiting(Runnable reread) {
    folder.onWaiting(reread);
    requests.onWaiting(reread);
  }

  /** Installs what a configuration that now applies names, and tries again what was refused. */
  public void reconfigure(Configuration configuration) {
    folder.again();
    brought = catalog.bring(configuration);
  }

  /** Done when what the configuration that applies names of the catalog is in, or refused. */
  public CompletableFuture<Void> settled() {
    return brought;
  }

  /** The options of the versions that lie in the folder and are not taken, by plugin. */
  public Map<String, OptionSchema> waiting() {
    Map<String, OptionSchema> waiting = new HashMap<>();
    for (Entry one : files.all()) {
      Optional<Entry> version = folder.waiting(one.plugin());
      if (version.isPresent()) {
        try {
          Map<String, OptionSchema> schemas = MetatypeXml.in(version.get().archive().file());
          waiting.put(
              one.plugin(), schemas.getOrDefault(one.plugin(), OptionSchema.none(one.plugin())));
        } catch (IOException e) {
          LOG.debug("no options to be read in {}", version.get().name(), e);
        }
      }
    }
    return waiting;
  }

  /**
   * Plugs in the versions of plugins that wait for other options, with them: all or none.
   *
   * @param configuration applies to these plugins when they come in, and else to nothing yet
   */
  public List<Arrival> bring(Collection<String> plugins, Configuration configuration)
      throws DeployException {
    return queues.await(plugins, () -> folder.bring(plugins, configuration));
  }

  /** What lies in the folder and is not taken, with the reasons. */
  public List<String> findings() {
    return files.troubles();
  }

  /** Copies a jar into {@code plugins} and plugs it in. */
  public Arrival install(Path file) throws DeployException {
    return requests.install(file);
  }

  /**
   * Puts another version in the place of the one that runs, which goes on until the new one serves.
   * The same content once more changes nothing.
   *
   * @throws DeployException when the new one was refused; the old one still runs
   */
  public Arrival update(Path file) throws DeployException {
    return requests.update(file);
  }

  /**
   * Says what an update would do, and changes nothing.
   *
   * @param configuration as the file has it now
   */
  public Rehearsal rehearse(Path file, Configuration configuration) throws DeployException {
    return requests.rehearse(file, configuration);
  }

  /** Puts the version before in the place of the one that runs, in the same way as an update. */
  public Arrival rollback(String plugin) throws DeployException {
    return requests.rollback(plugin);
  }

  /** Takes a plugin out; its jar is kept as the version before. */
  public void remove(String plugin) throws DeployException {
    requests.remove(plugin);
  }

  /** Starts a stopped plugin, or a quarantined one anew. */
  public Arrival start(String plugin) throws DeployException {
    return requests.start(plugin);
  }

  /** Stops a plugin until it is started, also across restarts. */
  public void stop(String plugin) throws DeployException {
    requests.stop(plugin);
  }

  @Override
  public void close() {
    try {
      watch.close();
    } catch (IOException e) {
      LOG.debug("closing the watch of {}", plugins, e);
    }
    queues.close();
  }
}
