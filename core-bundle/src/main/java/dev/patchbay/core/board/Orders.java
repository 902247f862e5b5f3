package dev.patchbay.core.board;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.PluginEntry;
import dev.patchbay.core.config.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;

/** What users order: start, stop, remove, other options. */
final class Orders {
  private final Tools tools;
  private final Table table;
  private final Arrivals arrivals;
  private final Departures departures;
  private final Turns turns;

  Orders(Tools tools, Table table, Arrivals arrivals, Departures departures) {
    this.tools = tools;
    this.table = table;
    this.arrivals = arrivals;
    this.departures = departures;
    this.turns = new Turns(tools.thread());
  }

  CompletableFuture<Boolean> stop(String plugin) {
    return turns.next(plugin, () -> stopNow(plugin));
  }

  private CompletableFuture<Boolean> stopNow(String plugin) {
    table.stopped().add(plugin);
    tools.chronicle().stopped(plugin, true);
    return halt(plugin, "stopped by a user; 'plugin start " + plugin + "' starts it");
  }

  private CompletableFuture<Boolean> halt(String plugin, String reason) {
    CompletableFuture<Boolean> gone = CompletableFuture.completedFuture(true);
    for (Instance instance : table.instances(plugin)) {
      Optional<Generation> current = instance.current();
      instance.rest(instance.bundle().orElse(null), PluginState.STOPPED, reason);
      table.changed(instance.id());
      if (current.isPresent()) {
        gone = gone.thenCombine(departures.retire(current.get()), Boolean::logicalAnd);
      }
    }
    for (PluginBundle bundle : table.bundles(plugin)) {
      gone =
          gone.thenComposeAsync(
              all -> all ? departures.stop(bundle) : CompletableFuture.completedFuture(false),
              tools.thread());
    }
    return gone;
  }

  CompletableFuture<Arrival> start(String plugin) {
    return turns.next(plugin, () -> startNow(plugin));
  }

  private CompletableFuture<Arrival> startNow(String plugin) {
    if (table.stopped().remove(plugin)) {
      tools.chronicle().stopped(plugin, false);
    }
    Optional<PluginBundle> bundle = table.bundles(plugin).stream().reduce((a, b) -> b);
    if (bundle.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Arrival(plugin, "", false, PluginState.MISSING, "not installed"));
    }
    boolean serves =
        table.instances(plugin).stream()
            .flatMap(one -> one.current().stream())
            .allMatch(one -> one.quarantine().isEmpty());
    boolean any = table.instances(plugin).stream().anyMatch(one -> one.current().isPresent());
    if (any && serves) {
      Instance first = table.instances(plugin).getFirst();
      return CompletableFuture.completedFuture(
          new Arrival(plugin, bundle.get().version(), true, first.state(), first.reason()));
    }
    return halt(plugin, "is being restarted")
        .thenComposeAsync(
            gone ->
                gone
                    ? arrivals.plug(bundle.get())
                    : CompletableFuture.completedFuture(stuck(plugin, bundle.get())),
            tools.thread());
  }

  private static Arrival stuck(String plugin, PluginBundle bundle) {
    String reason = "it does not let go of a thread; restart the daemon to start it";
    return new Arrival(plugin, bundle.version(), false, PluginState.QUARANTINED, reason);
  }

  CompletableFuture<Arrival> plug(Bundle installed) {
    Optional<PluginBundle> plugin =
        table.bundle(installed.getBundleId()).or(() -> PluginBundle.of(installed, tools.door()));
    if (plugin.isPresent()) {
      return plug(plugin.get());
    }
    String reason = "it is no plugin: it neither has @Plugin nor uses the API";
    return CompletableFuture.completedFuture(
        new Arrival(
            String.valueOf(installed.getSymbolicName()),
            installed.getVersion().toString(),
            false,
            PluginState.INVALID,
            reason));
  }

  CompletableFuture<Arrival> plug(PluginBundle bundle) {
    table.add(bundle);
    return turns.next(bundle.name(), () -> arrivals.plug(bundle));
  }

  /** Ends a generation whose bundle was stopped already; what follows waits for it. */
  CompletableFuture<Boolean> retire(Generation generation) {
    return turns.next(generation.id().name(), () -> departures.retire(generation));
  }

  CompletableFuture<Boolean> unplug(String plugin, String reason) {
    return turns.next(plugin, () -> unplugNow(plugin, reason));
  }

  private CompletableFuture<Boolean> unplugNow(String plugin, String reason) {
    CompletableFuture<Boolean> gone = halt(plugin, reason);
    for (PluginBundle bundle : table.bundles(plugin)) {
      gone =
          gone.thenComposeAsync(
              all -> departures.uninstall(bundle).thenApplyAsync(one -> all && one, tools.thread()),
              tools.thread());
    }
    return gone.thenApplyAsync(
        all -> {
          removed(plugin, reason);
          return all;
        },
        tools.thread());
  }

  /** A plugin is no longer installed. */
  void removed(String plugin, String reason) {
    if (table.stopped().remove(plugin)) {
      tools.chronicle().stopped(plugin, false);
    }
    for (Instance instance : table.instances(plugin)) {
      if (!instance.versionBefore().isEmpty()) {
        tools.chronicle().removed(instance.id(), instance.versionBefore(), reason);
      }
      table.remove(instance.id());
    }
    table.markMissing();
    table.shown();
  }

  /** What installed plugins would find wrong with other options. */
  List<Problem> check(Configuration configuration) {
    List<Problem> problems = new ArrayList<>();
    for (PluginEntry entry : configuration.plugins()) {
      PluginId id = new PluginId(entry.name(), entry.instance());
      serving(entry.name())
          .ifPresent(bundle -> problems.addAll(Options.plan(id, bundle, configuration).problems()));
    }
    return problems;
  }

  private Optional<PluginBundle> serving(String plugin) {
    List<PluginBundle> all = table.bundles(plugin);
    return all.stream()
        .filter(bundle -> table.generation(bundle).isPresent())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  CompletableFuture<List<Arrival>> reconfigure(Configuration configuration) {
    table.configuration(configuration);
    table.markMissing();
    Set<String> plugins = new LinkedHashSet<>();
    table.bundles().forEach(bundle -> plugins.add(bundle.name()));
    List<CompletableFuture<Arrival>> arrived = new ArrayList<>();
    for (String plugin : plugins) {
      if (!table.stopped().contains(plugin)) {
        arrived.add(turns.next(plugin, () -> reconfigure(plugin, configuration)));
      }
    }
    return CompletableFuture.allOf(arrived.toArray(CompletableFuture[]::new))
        .thenApply(all -> arrived.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<Arrival> reconfigure(String plugin, Configuration configuration) {
    List<PluginId> wanted = table.wanted(plugin);
    for (Instance instance : table.instances(plugin)) {
      if (!wanted.contains(instance.id())) {
        drop(instance);
      }
    }
    List<PluginId> changed =
        wanted.stream()
            .filter(
                id ->
                    table
                        .find(id)
                        .flatMap(Instance::current)
                        .filter(one -> same(one, configuration))
                        .isEmpty())
            .toList();
    Optional<PluginBundle> bundle = serving(plugin);
    if (bundle.isPresent() && !changed.isEmpty()) {
      return arrivals.plug(bundle.get(), changed, null);
    }
    String version = bundle.map(PluginBundle::version).orElse("");
    return CompletableFuture.completedFuture(
        new Arrival(plugin, version, true, PluginState.REGISTERED, ""));
  }

  private static boolean same(Generation generation, Configuration configuration) {
    return configuration
        .plugin(generation.id().name(), generation.id().instance())
        .map(entry -> entry.sameOptions(generation.options()))
        .orElse(generation.options().options().entries().isEmpty());
  }

  /** An instance that the configuration no longer names. */
  private void drop(Instance instance) {
    Optional<Generation> current = instance.current();
    table.remove(instance.id());
    table.changed(instance.id());
    current.ifPresent(
        generation -> {
          tools.chronicle().removed(instance.id(), generation.version(), "no longer configured");
          Tools.forget(departures.retire(generation));
        });
  }
}
