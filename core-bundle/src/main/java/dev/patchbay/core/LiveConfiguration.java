package dev.patchbay.core;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.MetatypeXml;
import dev.patchbay.core.config.OptionCheck;
import dev.patchbay.core.config.OptionSchema;
import dev.patchbay.core.config.PluginEntry;
import dev.patchbay.core.config.Problem;
import dev.patchbay.core.config.Vocabulary;
import dev.patchbay.core.deploy.Jars;
import dev.patchbay.core.job.PosixCommands;
import dev.patchbay.core.log.EventNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration that applies: that of the file as long as it is valid, else the one before. */
final class LiveConfiguration implements Supplier<Configuration> {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final Path file;
  private volatile Configuration current;

  /** Reads the file, and checks options against the jars that will be installed. */
  LiveConfiguration(Settings settings) {
    this.file = settings.configuration();
    try {
      this.current = read();
    } catch (ConfigurationException e) {
      throw new StartException(2, lines(e.problems()), e);
    }
    Map<String, OptionSchema> schemas = new HashMap<>(schemas(settings.catalog()));
    schemas.putAll(schemas(settings.home().resolve("plugins")));
    Map<String, OptionSchema> run = schemas(settings.home().resolve("state").resolve("bundles"));
    List<Problem> problems = new ArrayList<>();
    for (PluginEntry entry : current.plugins()) {
      OptionSchema schema = schemas.get(entry.name());
      // One that lies in the folder may wait for other options: then that which runs takes these.
      OptionSchema running = run.getOrDefault(entry.name(), schema);
      if (schema != null && running != null && !check(entry, running).isEmpty()) {
        problems.addAll(check(entry, schema));
      }
    }
    if (!problems.isEmpty()) {
      throw new StartException(2, lines(problems));
    }
  }

  private List<Problem> check(PluginEntry entry, OptionSchema schema) {
    return OptionCheck.check(current.fileName(), entry, schema).problems();
  }

  @Override
  public Configuration get() {
    return current;
  }

  Configuration read() throws ConfigurationException {
    return ConfigurationFile.read(
        file, System.getenv(), new Vocabulary(EventNames.all(), new PosixCommands()));
  }

  void apply(Configuration valid) {
    current = valid;
  }

  static String lines(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  private static Map<String, OptionSchema> schemas(Path folder) {
    Map<String, OptionSchema> schemas = new HashMap<>();
    try {
      Jars.in(folder).forEach(jar -> schemas.putAll(schema(jar)));
    } catch (IOException e) {
      LOG.warn("cannot look into {}: {}", folder, e.getMessage());
    }
    return schemas;
  }

  private static Map<String, OptionSchema> schema(Path jar) {
    try {
      return MetatypeXml.in(jar);
    } catch (IOException e) {
      // A damaged jar is refused with its reason when it is deployed.
      LOG.debug("no option definitions in {}", jar, e);
      return Map.of();
    }
  }
}
