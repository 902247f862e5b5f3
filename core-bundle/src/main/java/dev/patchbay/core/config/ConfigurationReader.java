package dev.patchbay.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the mapping of a {@code patchbay.yaml} into a configuration. */
final class ConfigurationReader {
  private static final Duration ZERO = Duration.ZERO;
  private static final Duration YEARS = Duration.ofDays(3650);

  private final Path file;
  private final Path directory;
  private final Vocabulary vocabulary;
  private final CommandReader commands;
  private final Problems problems;

  ConfigurationReader(Path file, Path directory, Vocabulary vocabulary, Problems problems) {
    this.file = file;
    this.directory = directory;
    this.vocabulary = vocabulary;
    this.commands = new CommandReader(vocabulary.commands());
    this.problems = problems;
  }

  Configuration read(Mapping mapping) {
    Section root = new Section(mapping, "", problems);
    List<PluginEntry> plugins = plugins(root);
    Configuration configuration =
        new Configuration(
            file,
            repositories(root),
            daemon(root),
            root.text("launcher").orElse("subprocess"),
            root.texts("guards"),
            plugins,
            hooks(root, plugins),
            gates(root),
            retention(root),
            updateTimeout(root),
            rushWorker(root));
    root.finish();
    return configuration;
  }

  private List<RepositoryEntry> repositories(Section root) {
    List<RepositoryEntry> entries = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Section section : root.sections("repositories")) {
      RepositoryEntry.Jobs jobs =
          switch (section.text("jobs").orElse("event")) {
            case "event" -> RepositoryEntry.Jobs.EVENT;
            case "default-branch" -> RepositoryEntry.Jobs.DEFAULT_BRANCH;
            default -> {
              section.problem("jobs", "expected 'event' or 'default-branch'");
              yield RepositoryEntry.Jobs.EVENT;
            }
          };
      String written = section.required("path");
      section.finish();
      if (written.isEmpty()) {
        continue;
      }
      try {
        Path path = directory.resolve(written).normalize();
        if (!seen.add(path)) {
          section.problem("path", "this repository is listed twice");
        }
        entries.add(new RepositoryEntry(path, jobs, section.line()));
      } catch (InvalidPathException invalid) {
        section.problem("path", "expected a path");
      }
    }
    return entries;
  }

  private static Configuration.DaemonTimes daemon(Section root) {
    Section daemon = root.section("daemon");
    Duration least = Duration.ofMillis(10);
    Duration hour = Duration.ofHours(1);
    Configuration.DaemonTimes times =
        new Configuration.DaemonTimes(
            daemon.duration("tick", least, hour, Duration.ofSeconds(5)),
            daemon.duration("reconcile", least, Duration.ofDays(1), Duration.ofSeconds(30)),
            daemon.duration("drain", ZERO, hour, Duration.ofSeconds(10)));
    daemon.finish();
    return times;
  }

  private List<PluginEntry> plugins(Section root) {
    List<PluginEntry> entries = new ArrayList<>();
    Section section = root.section("plugins");
    section
        .entries()
        .forEach(
            (key, entry) -> {
              String[] parts = key.split("~", -1);
              if (!key.matches("[A-Za-z0-9][A-Za-z0-9._-]*(~[A-Za-z0-9][A-Za-z0-9._-]*)?")) {
                section.problem(key, "expected a plugin's name, or name~instance");
                return;
              }
              Mapping options = section.mapping(key);
              String instance = parts.length == 1 ? PluginEntry.DEFAULT : parts[1];
              boolean twice =
                  entries.stream()
                      .anyMatch(e -> e.name().equals(parts[0]) && e.instance().equals(instance));
              if (twice) {
                section.problem(key, "the plain name is the instance 'default': it is here twice");
              }
              entries.add(new PluginEntry(parts[0], instance, entry.line(), options));
            });
    return entries;
  }

  private List<HookCommand> hooks(Section root, List<PluginEntry> plugins) {
    List<HookCommand> hooks = new ArrayList<>();
    for (Section section : root.sections("hooks")) {
      String event = section.required("event");
      if (!event.isEmpty() && !known(event, plugins)) {
        section.problem("event", "unknown event" + Nearest.hint(event, vocabulary.events()));
      }
      List<String> command = command(section);
      Duration timeout = timeout(section, 600, 60);
      section.finish();
      hooks.add(new HookCommand(event, command, timeout, section.line()));
    }
    return hooks;
  }

  /** An event of core, or one that a configured plugin may send: {@code <plugin>:<noun>}. */
  private boolean known(String event, List<PluginEntry> plugins) {
    if (vocabulary.events().contains(event)) {
      return true;
    }
    int colon = event.indexOf(':');
    return colon > 0
        && plugins.stream().anyMatch(plugin -> plugin.name().equals(event.substring(0, colon)));
  }

  private List<GateCommand> gates(Section root) {
    List<GateCommand> gates = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.sections("gates")) {
      String name = section.required("name");
      if (!name.isEmpty() && !names.add(name)) {
        section.problem("name", "there are two gates of this name");
      }
      List<String> command = command(section);
      boolean required = section.flag("required").orElse(false);
      Duration timeout = timeout(section, 3600, 300);
      section.finish();
      gates.add(new GateCommand(name, command, required, timeout, section.line()));
    }
    return gates;
  }

  private List<String> command(Section section) {
    if (!section.has("command")) {
      section.required("command");
    }
    return commands.read(section, "command");
  }

  private static Duration timeout(Section section, int most, int absent) {
    return section.duration(
        "timeout", Duration.ofSeconds(1), Duration.ofSeconds(most), Duration.ofSeconds(absent));
  }

  private static Configuration.Retention retention(Section root) {
    return new Configuration.Retention(
        retention(root, "log", Duration.ofDays(30)),
        retention(root, "artifacts", Duration.ofDays(30)),
        retention(root, "logs", Duration.ofDays(30)),
        retention(root, "delivery", Duration.ofHours(24)));
  }

  private static Duration retention(Section root, String key, Duration absent) {
    Section section = root.section(key);
    Duration retention = section.duration("retention", ZERO, YEARS, absent);
    section.finish();
    return retention;
  }

  private static Duration updateTimeout(Section root) {
    Section update = root.section("update");
    Duration timeout =
        update.duration(
            "timeout", Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofSeconds(30));
    update.finish();
    return timeout;
  }

  private List<String> rushWorker(Section root) {
    Section rush = root.section("rush");
    Optional<Node> worker = rush.node("worker");
    List<String> command = worker.isEmpty() ? List.of() : commands.read(rush, "worker");
    rush.finish();
    return command;
  }
}
