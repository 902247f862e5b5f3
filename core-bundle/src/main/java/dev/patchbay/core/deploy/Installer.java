package dev.patchbay.core.deploy;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.Rehearsal;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.deploy.Deployed.Origin;
import dev.patchbay.core.deploy.Deployed.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs bundles from their immutable copies and has them plugged in. */
final class Installer {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final BundleContext context;
  private final Board board;
  private final Copies copies;
  private final Deployed deployed;
  private final AtomicLong arrivals = new AtomicLong();

  Installer(BundleContext context, Board board, Copies copies, Deployed deployed) {
    this.context = context;
    this.board = board;
    this.copies = copies;
    this.deployed = deployed;
  }

  /**
   * Plugs an archive in, beside what runs of its plugin.
   *
   * @param file its name in the folder {@code plugins}, else empty
   */
  Arrival deploy(PluginArchive archive, Origin origin, String file)
      throws DeployException, IOException {
    Incoming incoming = incoming(archive, origin, file);
    Arrival arrival = Answer.of(board.plug(incoming.bundle()));
    if (arrival.accepted()) {
      taken(List.of(incoming));
    }
    return arrival;
  }

  /**
   * Plugs archives of several plugins in with options that the configuration does not have yet, all
   * of them or none.
   *
   * @param files their names in the folder {@code plugins}
   */
  List<Arrival> deploy(Map<String, PluginArchive> files, Configuration configuration)
      throws DeployException, IOException {
    List<Incoming> incoming = new ArrayList<>();
    try {
      for (Map.Entry<String, PluginArchive> one : files.entrySet()) {
        incoming.add(incoming(one.getValue(), Origin.FOLDER, one.getKey()));
      }
    } catch (DeployException | IOException e) {
      incoming.forEach(one -> uninstall(one.bundle()));
      throw e;
    }
    List<Bundle> bundles = incoming.stream().map(Incoming::bundle).toList();
    List<Arrival> arrivals = Answer.of(board.plugTogether(bundles, configuration));
    if (arrivals.stream().allMatch(Arrival::accepted)) {
      taken(incoming);
    }
    return arrivals;
  }

  /** An archive that is installed and not plugged in yet, and what its plugin was before. */
  private record Incoming(Bundle bundle, Row row, @Nullable Row before) {}

  private Incoming incoming(PluginArchive archive, Origin origin, String file)
      throws DeployException, IOException {
    checkName(archive);
    Path copy = checkedCopy(archive);
    Row before = deployed.find(archive.plugin()).orElse(null);
    try {
      return new Incoming(bundle(copy), row(archive, copy, origin, file), before);
    } catch (BundleException e) {
      throw DeployException.refused(
          archive.plugin() + " " + archive.version() + " cannot be installed: " + e.getMessage());
    }
  }

  private void taken(List<Incoming> incoming) throws IOException {
    for (Incoming one : incoming) {
      Row before = one.before();
      if (before != null && !before.sha256().equals(one.row().sha256())) {
        copies.keep(before.plugin(), copies.named(before.copy()));
      }
    }
    deployed.put(incoming.stream().map(Incoming::row).toList());
  }

  /** What is refused leaves no copy. */
  private Path checkedCopy(PluginArchive archive) throws DeployException, IOException {
    Path copy = copies.of(archive);
    try {
      archive.checkContent(copy);
      return copy;
    } catch (DeployException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  static Row row(PluginArchive archive, Path copy, Origin origin, String file) {
    return new Row(
        archive.plugin(),
        archive.version().toString(),
        archive.sha256(),
        String.valueOf(copy.getFileName()),
        origin,
        file);
  }

  /** Says what deploying an archive would do, by installing it for a moment without a start. */
  Rehearsal rehearse(PluginArchive archive, Configuration configuration)
      throws DeployException, IOException {
    checkName(archive);
    archive.checkContent(archive.file());
    Bundle bundle;
    try (InputStream content = Files.newInputStream(archive.file())) {
      bundle = context.installBundle("rehearsal:" + archive.sha256(), content);
    } catch (BundleException e) {
      throw DeployException.refused(
          archive.plugin() + " " + archive.version() + " cannot be installed: " + e.getMessage());
    }
    try {
      return board.inspection().rehearse(bundle, configuration);
    } finally {
      uninstall(bundle);
    }
  }

  private static void uninstall(Bundle bundle) {
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      LOG.warn("{} stays installed: {}", bundle, e.getMessage());
    }
  }

  /** The copy that was made of an archive, whatever has become of the archive's own file. */
  Path copy(PluginArchive archive) throws DeployException, IOException {
    return copies.of(archive);
  }

  /** What runs of the platform has names of its own. */
  private void checkName(PluginArchive archive) throws DeployException {
    for (Bundle bundle : context.getBundles()) {
      boolean platform = !bundle.getLocation().contains("/state/bundles/");
      boolean isPlugin = board.inspection().isPlugin(bundle);
      if (platform && !isPlugin && archive.symbolicName().equals(bundle.getSymbolicName())) {
        throw DeployException.refused(
            archive.file().getFileName()
                + " has the symbolic name of a bundle of the daemon: "
                + archive.symbolicName());
      }
    }
  }

  /**
   * Always a new bundle, at a location that is never used again: the news that the configuration of
   * one that was there is deleted may come when the next one runs, and would take away that one's.
   */
  Bundle bundle(Path copy) throws BundleException, IOException {
    String location = copy.toUri() + "#arrival" + arrivals.incrementAndGet();
    try (InputStream content = Files.newInputStream(copy)) {
      return context.installBundle(location, content);
    }
  }
}
