package dev.patchbay.core.shell;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.config.Node;
import dev.patchbay.core.config.OptionCheck;
import dev.patchbay.core.config.PluginEntry;
import dev.patchbay.core.config.Problem;
import dev.patchbay.core.config.Sequence;
import dev.patchbay.core.config.Vocabulary;
import dev.patchbay.core.config.Yaml;
import dev.patchbay.core.deploy.Offers;
import dev.patchbay.core.job.PosixCommands;
import dev.patchbay.core.log.EventNames;
import dev.patchbay.core.worker.Launchers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks a configuration without a daemon, against the plugins that lie on the disk. */
final class ConfigurationCheck {
  private final PluginsOnDisk plugins;

  /** Against the plugins of a home, whichever way they came, and those of the distribution. */
  ConfigurationCheck(Path home) {
    this.plugins = new PluginsOnDisk(home);
  }

  static Configuration read(Path file) throws ConfigurationException {
    return ConfigurationFile.read(
        file, System.getenv(), new Vocabulary(EventNames.all(), new PosixCommands()));
  }

  /** What would not work: wrong options, and guards and launchers that nobody brings. */
  List<Problem> problems(Configuration configuration) {
    List<Problem> problems = new ArrayList<>();
    Mapping written = written(configuration.file());
    Set<String> launchers = plugins.names(Offers::launchers);
    launchers.addAll(Launchers.BUILT_IN);
    missing(configuration, written, "launcher", List.of(configuration.launcher()), launchers)
        .forEach(problems::add);
    missing(configuration, written, "guards", configuration.guards(), plugins.names(Offers::guards))
        .forEach(problems::add);
    for (PluginEntry entry : configuration.plugins()) {
      List<Problem> refused = refusal(configuration, entry);
      if (!ranTakes(configuration, entry)) {
        problems.addAll(refused);
      }
    }
    return problems;
  }

  /** What the version that would be taken finds wrong; nothing where it goes in. */
  private List<Problem> refusal(Configuration configuration, PluginEntry entry) {
    return plugins
        .options(entry.name())
        .map(schema -> OptionCheck.check(configuration.fileName(), entry, schema).problems())
        .orElse(List.of());
  }

  /** As at the start: what refuses its options waits, and the copy that ran goes on. */
  private boolean ranTakes(Configuration configuration, PluginEntry entry) {
    return plugins
        .ran(entry.name())
        .map(schema -> OptionCheck.check(configuration.fileName(), entry, schema).problems())
        .anyMatch(List::isEmpty);
  }

  /**
   * Plugins that are named and nowhere: no error, so that one may be removed at any time; and
   * versions that would wait for other options.
   */
  List<Problem> warnings(Configuration configuration) {
    List<Problem> warnings = new ArrayList<>(missing(configuration));
    for (PluginEntry entry : configuration.plugins()) {
      if (ranTakes(configuration, entry)) {
        for (Problem each : refusal(configuration, entry)) {
          warnings.add(
              new Problem(
                  each.file(),
                  each.line(),
                  each.key(),
                  "the new version of "
                      + entry.name()
                      + " waits for other options, and the one before goes on: "
                      + each.message()));
        }
      }
    }
    return warnings;
  }

  private List<Problem> missing(Configuration configuration) {
    Set<String> known = plugins.names(offers -> Set.of(offers.plugin()));
    return configuration.plugins().stream()
        .filter(entry -> !known.contains(entry.name()))
        .map(
            entry ->
                new Problem(
                    configuration.fileName(),
                    entry.line(),
                    "plugins." + entry.key(),
                    "no plugin of this name is there" + Nearest.hint(entry.name(), known)))
        .toList();
  }

  private static List<Problem> missing(
      Configuration configuration,
      Mapping written,
      String key,
      List<String> names,
      Set<String> known) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!known.contains(name)) {
        String hint = Nearest.hint(name, known);
        problems.add(
            new Problem(
                configuration.fileName(),
                line(written, key, i),
                key,
                "no plugin that is there brings '"
                    + name
                    + "'"
                    + (hint.isEmpty() ? "; known are " + String.join(", ", known) : hint)));
      }
    }
    return problems;
  }

  private static int line(Mapping written, String key, int item) {
    Mapping.Entry entry = written.entries().get(key);
    if (entry == null) {
      return 1;
    }
    Node node = entry.node();
    return node instanceof Sequence list && item < list.items().size()
        ? list.items().get(item).line()
        : entry.line();
  }

  /** As it stands in the file: a configuration that was read from it is valid YAML. */
  private static Mapping written(Path file) {
    try {
      return Yaml.read(file);
    } catch (ConfigurationException | IOException gone) {
      return Mapping.empty(1);
    }
  }
}
