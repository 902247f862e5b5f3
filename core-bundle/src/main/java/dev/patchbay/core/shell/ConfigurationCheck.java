package dev.patchbay.core.shell;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.MetatypeXml;
import dev.patchbay.core.config.OptionCheck;
import dev.patchbay.core.config.OptionSchema;
import dev.patchbay.core.config.PluginEntry;
import dev.patchbay.core.config.Problem;
import dev.patchbay.core.config.Vocabulary;
import dev.patchbay.core.job.PosixCommands;
import dev.patchbay.core.log.EventNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks a configuration without a daemon, against the plugins that lie on the disk. */
final class ConfigurationCheck {
  private ConfigurationCheck() {}

  static Configuration read(Path file) throws ConfigurationException {
    return ConfigurationFile.read(
        file, System.getenv(), new Vocabulary(EventNames.all(), new PosixCommands()));
  }

  /** What plugins of the distribution and of the file's own home find wrong with their options. */
  static List<Problem> options(Configuration configuration) {
    Map<String, OptionSchema> schemas = known(configuration.directory());
    List<Problem> problems = new ArrayList<>();
    for (PluginEntry entry : configuration.plugins()) {
      OptionSchema schema = schemas.get(entry.name());
      if (schema != null) {
        problems.addAll(OptionCheck.check(configuration.fileName(), entry, schema).problems());
      }
    }
    return problems;
  }

  /** The options of the plugins that are shipped or lie in a home. */
  static Map<String, OptionSchema> known(Path home) {
    Map<String, OptionSchema> schemas = new HashMap<>();
    String distribution = System.getProperty("patchbay.distribution", "");
    if (!distribution.isEmpty()) {
      schemas.putAll(schemas(Path.of(distribution, "catalog")));
    }
    schemas.putAll(schemas(home.resolve("plugins")));
    return schemas;
  }

  private static Map<String, OptionSchema> schemas(Path folder) {
    Map<String, OptionSchema> schemas = new HashMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
          schemas.putAll(MetatypeXml.in(jar));
        }
      } catch (IOException e) {
        // A jar that cannot be read is not this file's fault, and its plugin says so itself.
      }
    }
    return schemas;
  }
}
