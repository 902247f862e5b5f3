package dev.patchbay.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.framework.BundleContext;

/**
 * What the launcher says through the framework's properties.
 *
 * @param home everything the daemon owns
 * @param configuration the file {@code patchbay.yaml}, which need not be there
 * @param repositories given on the command line, beside those of the configuration
 * @param version of the distribution
 * @param catalog the folder of the plugins that are shipped
 * @param started when the process began
 * @param hookTimeout of a delivery; nobody but tests gives another than the usual one
 */
record Settings(
    Path home,
    Path configuration,
    List<Path> repositories,
    String version,
    Path catalog,
    Instant started,
    Duration hookTimeout) {

  Settings {
    repositories = List.copyOf(repositories);
  }

  static Settings of(BundleContext context) {
    Path home = Path.of(text(context, "patchbay.home", "")).toAbsolutePath().normalize();
    return new Settings(
        home,
        Path.of(text(context, "patchbay.config", home.resolve("patchbay.yaml").toString())),
        text(context, "patchbay.repos", "")
            .lines()
            .filter(line -> !line.isBlank())
            .map(Path::of)
            .toList(),
        text(context, "patchbay.version", context.getBundle().getVersion().toString()),
        Path.of(text(context, "patchbay.catalog", home.resolve("catalog").toString())),
        Instant.ofEpochMilli(
            Long.parseLong(
                text(context, "patchbay.started", Long.toString(System.currentTimeMillis())))),
        Duration.parse(text(context, "patchbay.hook.timeout", "PT60S")));
  }

  /** The name of this machine; asking the network for it may take seconds. */
  String host() {
    String named = System.getenv("HOSTNAME");
    if (named != null && !named.isBlank()) {
      return named;
    }
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String text(BundleContext context, String name, String otherwise) {
    String value = context.getProperty(name);
    return value == null ? otherwise : value;
  }
}
