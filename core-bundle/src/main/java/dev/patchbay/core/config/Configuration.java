package dev.patchbay.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A valid {@code patchbay.yaml}. Options of plugins are as written: they are checked against a
 * plugin's schema by {@link OptionCheck} when the plugin is there.
 *
 * @param file where it was read from; commands of hooks run in its directory
 * @param launcher the default launcher's name
 * @param guards guards that must be there
 * @param rushWorker the command a worker runs for a task of a graph; empty when none is given
 */
public record Configuration(
    Path file,
    List<RepositoryEntry> repositories,
    DaemonTimes daemon,
    String launcher,
    List<String> guards,
    List<PluginEntry> plugins,
    List<HookCommand> hooks,
    List<GateCommand> gates,
    Retention retention,
    Duration updateTimeout,
    List<String> rushWorker) {

  /** How often the daemon ticks and reconciles, and how long it drains when it ends. */
  public record DaemonTimes(Duration tick, Duration reconcile, Duration drain) {}

  /** How long things are kept: events, artifacts, run logs, cursors of removed plugins. */
  public record Retention(Duration log, Duration artifacts, Duration logs, Duration delivery) {}

  public Configuration {
    repositories = List.copyOf(repositories);
    guards = List.copyOf(guards);
    plugins = List.copyOf(plugins);
    hooks = List.copyOf(hooks);
    gates = List.copyOf(gates);
    rushWorker = List.copyOf(rushWorker);
  }

  /** Where relative paths begin. */
  public Path directory() {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /** The file's name, as problems show it. */
  public String fileName() {
    return String.valueOf(file.getFileName());
  }

  /** The same with this entry in the place of that of the same instance. */
  public Configuration with(PluginEntry entry) {
    List<PluginEntry> others =
        new ArrayList<>(plugins.stream().filter(one -> !one.key().equals(entry.key())).toList());
    others.add(entry);
    return new Configuration(
        file,
        repositories,
        daemon,
        launcher,
        guards,
        others,
        hooks,
        gates,
        retention,
        updateTimeout,
        rushWorker);
  }

  /** The entry of one instance of a plugin. */
  public Optional<PluginEntry> plugin(String name, String instance) {
    return plugins.stream()
        .filter(entry -> entry.name().equals(name) && entry.instance().equals(instance))
        .findFirst();
  }
}
