package dev.patchbay.core.board;

import dev.patchbay.core.config.CheckedOptions;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.Option;
import dev.patchbay.core.config.OptionCheck;
import dev.patchbay.core.config.OptionSchema;
import dev.patchbay.core.config.PluginEntry;
import dev.patchbay.core.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * The options of an instance, held against what its bundle declares, and written for that one
 * generation alone: the factory PID names bundle, version and location.
 */
final class Options {
  /** The service property with the instance's name. */
  static final String INSTANCE = "patchbay.instance";

  /** The property with the folder of the instance's own files, which outlives updates. */
  static final String DATA = "patchbay.data";

  private static final String ANY_LOCATION = "?";

  private Options() {}

  /**
   * What the configuration means for one instance.
   *
   * @param properties what to configure it with
   * @param obstacle {@code REGISTERED} when there is none, else the state it stays in
   */
  record Plan(
      PluginId id,
      PluginEntry entry,
      Map<String, Object> properties,
      PluginState obstacle,
      String reason,
      List<Problem> problems) {
    boolean possible() {
      return obstacle == PluginState.REGISTERED;
    }
  }

  static Plan plan(PluginId id, PluginBundle bundle, Configuration configuration) {
    PluginEntry nothing = new PluginEntry(id.name(), id.instance(), 0, Mapping.empty(0));
    PluginEntry entry = configuration.plugin(id.name(), id.instance()).orElse(nothing);
    OptionSchema schema;
    try {
      schema = bundle.schema();
    } catch (IOException e) {
      String reason = "its option definitions cannot be read: " + e.getMessage();
      return new Plan(id, entry, Map.of(), PluginState.INVALID, reason, List.of());
    }
    CheckedOptions checked = OptionCheck.check(configuration.fileName(), entry, schema);
    if (checked.valid()) {
      return new Plan(id, entry, checked.properties(), PluginState.REGISTERED, "", List.of());
    }
    boolean named = configuration.plugin(id.name(), id.instance()).isPresent();
    if (!named) {
      String reason = needs(id, schema, configuration);
      return new Plan(id, entry, Map.of(), PluginState.UNCONFIGURED, reason, List.of());
    }
    String reason =
        checked.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    return new Plan(id, entry, Map.of(), PluginState.INVALID, reason, checked.problems());
  }

  /** What is wrong with a plugin's options by a schema that is not that of the present version. */
  static List<Problem> problems(String plugin, OptionSchema schema, Configuration configuration) {
    return configuration.plugins().stream()
        .filter(entry -> entry.name().equals(plugin))
        .flatMap(
            entry -> OptionCheck.check(configuration.fileName(), entry, schema).problems().stream())
        .toList();
  }

  private static String needs(PluginId id, OptionSchema schema, Configuration configuration) {
    String keys =
        schema.options().stream()
            .filter(Option::required)
            .map(Option::key)
            .collect(Collectors.joining(", "));
    return "needs "
        + keys
        + "; name it under plugins: in "
        + configuration.fileName()
        + " (plugin info "
        + id.name()
        + " --yaml prints a block to paste)";
  }

  static void write(Tools tools, Generation generation, PluginBundle bundle, Plan plan)
      throws IOException {
    Bundle target = bundle.bundle();
    String pid =
        bundle.name()
            + "|"
            + target.getSymbolicName()
            + "|"
            + target.getVersion()
            + "|"
            + target.getLocation();
    var written =
        tools
            .configurations()
            .getFactoryConfiguration(pid, "g" + generation.number(), ANY_LOCATION);
    Map<String, Object> properties = new HashMap<>(plan.properties());
    properties.put(INSTANCE, generation.id().instance());
    properties.put(DATA, ownFolder(tools.data(), generation.id()).toString());
    written.update(FrameworkUtil.asDictionary(properties));
    bundle.configuration(written);
  }

  private static Path ownFolder(Path data, PluginId id) throws IOException {
    return Files.createDirectories(data.resolve(id.name() + "~" + id.instance()));
  }
}
