package dev.patchbay.core.shell;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.config.Node;
import dev.patchbay.core.config.OptionCheck;
import dev.patchbay.core.config.OptionSchema;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks a configuration without a daemon, against the plugins that lie on the disk. */
final class ConfigurationCheck {
  private final List<Offers> known;

  /** The copies of what runs, or ran last. */
  private final List<Offers> ran;

  /** Against the plugins of a home, whichever way they came, and those of the distribution. */
  ConfigurationCheck(Path home) {
    List<Offers> found = new ArrayList<>(in(home.resolve("plugins")));
    String distribution = System.getProperty("patchbay.distribution", "");
    if (!distribution.isEmpty()) {
      found.addAll(in(Path.of(distribution, "catalog")));
    }
    this.ran = in(home.resolve("state").resolve("bundles"));
    found.addAll(ran);
    this.known = found;
  }

  static Configuration read(Path file) throws ConfigurationException {
    return ConfigurationFile.read(
        file, System.getenv(), new Vocabulary(EventNames.all(), new PosixCommands()));
  }

  /** The options of a plugin, as the first jar that has it declares them. */
  Optional<OptionSchema> options(String plugin) {
    return known.stream()
        .filter(offers -> offers.plugin().equals(plugin))
        .findFirst()
        .map(ConfigurationCheck::schema);
  }

  /** What would not work: wrong options, and guards and launchers that nobody brings. */
  List<Problem> problems(Configuration configuration) {
    List<Problem> problems = new ArrayList<>();
    Mapping written = written(configuration.file());
    Set<String> launchers = names(Offers::launchers);
    launchers.addAll(Launchers.BUILT_IN);
    missing(configuration, written, "launcher", List.of(configuration.launcher()), launchers)
        .forEach(problems::add);
    missing(configuration, written, "guards", configuration.guards(), names(Offers::guards))
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
    return options(entry.name())
        .map(schema -> OptionCheck.check(configuration.fileName(), entry, schema).problems())
        .orElse(List.of());
  }

  /** As at the start: what refuses its options waits, and the copy that ran goes on. */
  private boolean ranTakes(Configuration configuration, PluginEntry entry) {
    return ran.stream()
        .filter(offers -> offers.plugin().equals(entry.name()))
        .map(ConfigurationCheck::schema)
        .map(schema -> OptionCheck.check(configuration.fileName(), entry, schema).problems())
        .anyMatch(List::isEmpty);
  }

  private static OptionSchema schema(Offers offers) {
    return offers.options().getOrDefault(offers.plugin(), OptionSchema.none(offers.plugin()));
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
    Set<String> plugins = names(offers -> Set.of(offers.plugin()));
    return configuration.plugins().stream()
        .filter(entry -> !plugins.contains(entry.name()))
        .map(
            entry ->
                new Problem(
                    configuration.fileName(),
                    entry.line(),
                    "plugins." + entry.key(),
                    "no plugin of this name is there" + Nearest.hint(entry.name(), plugins)))
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

  /** What the jars that lie on the disk would bring. */
  Set<String> names(Function<Offers, Set<String>> of) {
    Set<String> names = new TreeSet<>();
    known.forEach(offers -> names.addAll(of.apply(offers)));
    return names;
  }

  private static List<Offers> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .flatMap(jar -> Offers.in(jar).stream())
          .toList();
    } catch (IOException e) {
      // A folder that cannot be read is not this file's fault.
      return List.of();
    }
  }
}
