package dev.patchbay.core.deploy;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.deploy.Deployed.Origin;
import dev.patchbay.core.deploy.Deployed.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs bundles from their immutable copies and has them plugged in. */
final class Installer {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  /** Each step of an arrival or departure has its own limit; this is for all of them together. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final BundleContext context;
  private final Board board;
  private final Copies copies;
  private final Deployed deployed;
  private final List<CompletableFuture<Arrival>> arriving = new ArrayList<>();

  Installer(BundleContext context, Board board, Copies copies, Deployed deployed) {
    this.context = context;
    this.board = board;
    this.copies = copies;
    this.deployed = deployed;
  }

  /** Installs what ran before the daemon ended; the answer is not waited for here. */
  void again(Row row) {
    try {
      arriving.add(board.plug(bundle(copies.named(row.copy()))));
    } catch (BundleException | IOException e) {
      LOG.warn("{} {} cannot be installed again: {}", row.plugin(), row.version(), e.getMessage());
    }
  }

  /** Waits for those that came with the start. */
  void settle() {
    for (CompletableFuture<Arrival> arrival : List.copyOf(arriving)) {
      try {
        waitFor(arrival);
      } catch (DeployException e) {
        LOG.warn("{}", e.getMessage());
      }
    }
    arriving.clear();
  }

  /**
   * Plugs an archive in, beside what runs of its plugin.
   *
   * @param file its name in the folder {@code plugins}, else empty
   */
  Arrival deploy(PluginArchive archive, Origin origin, String file)
      throws DeployException, IOException {
    checkName(archive);
    Path copy = copies.of(archive);
    Row before = deployed.find(archive.plugin()).orElse(null);
    Bundle bundle;
    try {
      bundle = bundle(copy);
    } catch (BundleException e) {
      throw DeployException.refused(
          archive.plugin() + " " + archive.version() + " cannot be installed: " + e.getMessage());
    }
    Arrival arrival = waitFor(board.plug(bundle));
    if (arrival.accepted()) {
      if (before != null && !before.sha256().equals(archive.sha256())) {
        copies.keep(archive.plugin(), copies.named(before.copy()));
      }
      deployed.put(
          new Row(
              archive.plugin(),
              archive.version().toString(),
              archive.sha256(),
              String.valueOf(copy.getFileName()),
              origin,
              file));
    }
    return arrival;
  }

  /** The copy that was made of an archive, whatever has become of the archive's own file. */
  Path copy(PluginArchive archive) throws IOException {
    return copies.of(archive);
  }

  /** What runs of the platform has names of its own. */
  private void checkName(PluginArchive archive) throws DeployException {
    for (Bundle bundle : context.getBundles()) {
      boolean platform = !bundle.getLocation().contains("/state/bundles/");
      boolean isPlugin = board.isPlugin(bundle);
      if (platform && !isPlugin && archive.symbolicName().equals(bundle.getSymbolicName())) {
        throw DeployException.refused(
            archive.file().getFileName()
                + " has the symbolic name of a bundle of the daemon: "
                + archive.symbolicName());
      }
    }
  }

  /** Always a new bundle: one of the same copy may be on its way out. */
  private Bundle bundle(Path copy) throws BundleException, IOException {
    String file = copy.toUri().toString();
    String location = file;
    for (int again = 2; context.getBundle(location) != null; again++) {
      location = file + "#again" + again;
    }
    try (InputStream content = Files.newInputStream(copy)) {
      return context.installBundle(location, content);
    }
  }

  /** Keeps a copy of what somebody installed in the shell, so that it is there after a restart. */
  void adopt(String plugin, Bundle bundle) {
    Path taken = null;
    try {
      taken = Files.createTempFile("patchbay", ".jar");
      try (OutputStream jar = Files.newOutputStream(taken)) {
        Board.save(bundle, jar);
      }
      PluginArchive archive = PluginArchive.read(taken);
      Path copy = copies.of(archive);
      deployed.put(
          new Row(
              plugin,
              archive.version().toString(),
              archive.sha256(),
              String.valueOf(copy.getFileName()),
              Origin.SHELL,
              ""));
    } catch (IOException | IllegalArgumentException | DeployException e) {
      LOG.warn(
          "{} was installed from {}, which cannot be copied: it is gone after a restart ({})",
          plugin,
          bundle.getLocation(),
          e.getMessage());
    } finally {
      delete(taken);
    }
  }

  private static void delete(@org.jspecify.annotations.Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.debug("left behind: {}", file, e);
      }
    }
  }

  <T> T waitFor(CompletableFuture<T> answer) throws DeployException {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeployException.refused("interrupted; the work goes on");
    } catch (ExecutionException e) {
      throw DeployException.refused(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw DeployException.refused("no answer within " + PATIENCE.toMinutes() + " minutes");
    }
  }
}
