package dev.patchbay.core.board;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.OptionSchema;
import dev.patchbay.core.config.PluginEntry;
import dev.patchbay.core.config.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Other options: held against what is plugged in, then a new generation for all they change. */
final class Reconfiguration {
  private final Tools tools;
  private final Table table;
  private final Turns turns;
  private final Arrivals arrivals;
  private final Departures departures;

  Reconfiguration(Tools tools, Table table, Turns turns, Arrivals arrivals, Departures departures) {
    this.tools = tools;
    this.table = table;
    this.turns = turns;
    this.arrivals = arrivals;
    this.departures = departures;
  }

  /** Whether installed plugins, or versions that wait to take their places, take other options. */
  Fit check(Configuration configuration, Map<String, OptionSchema> waiting) {
    Map<String, List<Problem>> refused = new LinkedHashMap<>();
    for (PluginEntry entry : configuration.plugins()) {
      PluginId id = new PluginId(entry.name(), entry.instance());
      table
          .serving(entry.name())
          .map(bundle -> Options.plan(id, bundle, configuration).problems())
          .filter(problems -> !problems.isEmpty())
          .ifPresent(
              problems ->
                  refused.computeIfAbsent(id.name(), one -> new ArrayList<>()).addAll(problems));
    }
    List<Problem> problems = new ArrayList<>();
    Set<String> together = new LinkedHashSet<>();
    refused.forEach(
        (plugin, found) -> {
          OptionSchema other = waiting.get(plugin);
          List<Problem> left =
              other == null ? found : Options.problems(plugin, other, configuration);
          problems.addAll(left);
          if (left.isEmpty()) {
            together.add(plugin);
          }
        });
    return new Fit(problems, together);
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
    Optional<PluginBundle> bundle = table.serving(plugin);
    List<PluginId> wanted = table.wanted(plugin);
    for (Instance instance : table.instances(plugin)) {
      if (!wanted.contains(instance.id())) {
        drop(instance);
      }
    }
    wanted.forEach(id -> unname(id, plugin, configuration));
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
    if (bundle.isPresent() && !changed.isEmpty()) {
      return arrivals.plug(bundle.get(), changed, configuration);
    }
    String version = bundle.map(PluginBundle::version).orElse("");
    return CompletableFuture.completedFuture(
        new Arrival(plugin, version, true, PluginState.REGISTERED, ""));
  }

  /** What needs options and is no longer named has none: it does not go on with those it had. */
  private void unname(PluginId id, String plugin, Configuration configuration) {
    Optional<Generation> current = table.find(id).flatMap(Instance::current);
    Optional<PluginBundle> bundle = table.serving(plugin);
    if (current.isPresent() && bundle.isPresent()) {
      Options.Plan plan = Options.plan(id, bundle.get(), configuration);
      if (plan.obstacle() == PluginState.UNCONFIGURED) {
        table.instance(id).rest(bundle.get(), PluginState.UNCONFIGURED, plan.reason());
        table.changed(id);
        Tools.forget(departures.retire(current.get()));
      }
    }
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
