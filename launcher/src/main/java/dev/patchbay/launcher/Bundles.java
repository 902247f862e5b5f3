package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The bundles of the distribution, by start level: services, then core, then the shell's. */
final class Bundles {
  static final String CORE = "dev.patchbay.core";

  /** Core and all plugins; nothing that comes later is needed to be ready. */
  static final int CORE_LEVEL = 2;

  static final int SHELL_LEVEL = 3;

  private final Path folder;

  Bundles(Path folder) {
    this.folder = folder;
  }

  /** Installs them where they lie, without a copy in the framework's storage. */
  Bundle installAndStart(BundleContext context) throws IOException, BundleException {
    Bundle core = null;
    for (Path jar : jars()) {
      Bundle bundle = context.installBundle("reference:" + jar.toUri());
      String name = String.valueOf(bundle.getSymbolicName());
      bundle.adapt(BundleStartLevel.class).setStartLevel(level(name));
      if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
        bundle.start();
      }
      if (name.equals(CORE)) {
        core = bundle;
      }
    }
    if (core == null) {
      throw new IOException("no bundle " + CORE + " in " + folder);
    }
    return core;
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static int level(String name) {
    if (name.equals(CORE)) {
      return CORE_LEVEL;
    }
    return name.startsWith("org.apache.felix.gogo") ? SHELL_LEVEL : 1;
  }
}
