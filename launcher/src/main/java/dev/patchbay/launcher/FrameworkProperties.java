package dev.patchbay.launcher;

import dev.patchbay.launcher.logging.FrameworkLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;

/** The framework's properties: how it works, and what core is to know. */
final class FrameworkProperties {
  private FrameworkProperties() {}

  static Map<String, Object> of(Path home, UpOptions options, Path distribution, Instant started)
      throws IOException {
    Path state = Files.createDirectories(home.resolve("state"));
    Map<String, Object> properties = new HashMap<>();
    // The board's tables are the only truth: what the framework remembers is forgotten each time.
    properties.put(Constants.FRAMEWORK_STORAGE, state.resolve("framework").toString());
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    properties.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        ClassPathPackages.of(System.getProperty("java.class.path")));
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(Bundles.SHELL_LEVEL));
    properties.put("felix.startlevel.bundle", Integer.toString(Bundles.CORE_LEVEL));
    properties.put("felix.service.urlhandlers", "false");
    properties.put("felix.bootdelegation.implicit", "false");
    properties.put("felix.log.logger", new FrameworkLog());
    properties.put("felix.log.level", "2");
    // Options hold secrets, and ConfigurationAdmin would write them to the disk in clear text.
    properties.put("felix.cm.pm", "memory");
    properties.put("ds.delayed.keepInstances", "false");
    properties.put("ds.stop.timeout.milliseconds", "5000");

    properties.put("patchbay.home", home.toString());
    properties.put("patchbay.config", options.config().toString());
    properties.put(
        "patchbay.repos",
        options.repositories().stream().map(Path::toString).collect(Collectors.joining("\n")));
    properties.put("patchbay.version", version());
    properties.put("patchbay.catalog", distribution.resolve("catalog").toString());
    properties.put("patchbay.started", Long.toString(started.toEpochMilli()));
    return properties;
  }

  static String version() {
    String version = FrameworkProperties.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
