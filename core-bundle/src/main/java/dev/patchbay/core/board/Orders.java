package dev.patchbay.core.board;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.OptionSchema;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;

/** What users order: start, stop, remove. */
final class Orders {
  private final Tools tools;
  private final Table table;
  private final Arrivals arrivals;
  private final Departures departures;
  private final Turns turns;
  private final Needs needs;
  private CompletableFuture<Boolean> followed = CompletableFuture.completedFuture(true);

  Orders(
      Tools tools,
      Table table,
      Turns turns,
      Arrivals arrivals,
      Departures departures,
      Needs needs) {
    this.tools = tools;
    this.table = table;
    this.arrivals = arrivals;
    this.departures = departures;
    this.turns = turns;
    this.needs = needs;
  }

  /** Plugs in those whose requirements have come. */
  void follow() {
    for (PluginBundle bundle : needs.met()) {
      CompletableFuture<Boolean> in = turns.next(bundle.name(), () -> follow(bundle));
      Tools.forget(in);
      followed = followed.thenCombine(in.handle((done, failed) -> true), (all, one) -> one);
    }
  }

  /** Unless it has gone meanwhile. */
  private CompletableFuture<Boolean> follow(PluginBundle bundle) {
    return table.bundles().contains(bundle)
        ? arrivals.plug(bundle).thenApply(Arrival::accepted)
        : CompletableFuture.completedFuture(false);
  }

  /** Answers when those that came after what they require are in. */
  CompletableFuture<Boolean> followed() {
    return followed;
  }

  CompletableFuture<Boolean> stop(String plugin) {
    return turns.next(plugin, () -> stopNow(plugin));
  }

  private CompletableFuture<Boolean> stopNow(String plugin) {
    table.stopped().add(plugin);
    CompletableFuture<?> written = tools.chronicle().stopped(plugin, true);
    return halt(plugin, "stopped by a user; 'plugin start " + plugin + "' starts it")
        .thenCombine(written, (gone, done) -> gone);
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
      Tools.forget(tools.chronicle().stopped(plugin, false));
    }
    Optional<PluginBundle> bundle = table.serving(plugin);
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
    return plug(installed, arrivals::plug);
  }

  CompletableFuture<Arrival> plug(Bundle installed, Configuration configuration) {
    return plug(installed, bundle -> arrivals.plug(bundle, configuration));
  }

  private CompletableFuture<Arrival> plug(
      Bundle installed, Function<PluginBundle, CompletableFuture<Arrival>> how) {
    Optional<PluginBundle> plugin =
        table.bundle(installed.getBundleId()).or(() -> PluginBundle.of(installed, tools.door()));
    return plugin.isPresent()
        ? inTurn(plugin.get(), () -> how.apply(plugin.get()))
        : CompletableFuture.completedFuture(
            new Arrival(
                String.valueOf(installed.getSymbolicName()),
                installed.getVersion().toString(),
                false,
                PluginState.INVALID,
                PluginBundle.NONE));
  }

  CompletableFuture<Arrival> plug(PluginBundle bundle) {
    return inTurn(bundle, () -> arrivals.plug(bundle));
  }

  /** What is done before its turn must not clear it away; from then on its arrival holds it. */
  private CompletableFuture<Arrival> inTurn(
      PluginBundle bundle, Supplier<CompletableFuture<Arrival>> plug) {
    table.add(bundle);
    table.keep(bundle);
    return turns.next(
        bundle.name(),
        () -> {
          CompletableFuture<Arrival> arrival = plug.get();
          table.release(bundle);
          return arrival;
        });
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
      Tools.forget(tools.chronicle().stopped(plugin, false));
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

  /** What the bundle of a plugin says that it takes; empty when it is not installed. */
  Optional<OptionSchema> options(String plugin) {
    return table.bundles(plugin).stream().findFirst().flatMap(Orders::options);
  }

  private static Optional<OptionSchema> options(PluginBundle bundle) {
    try {
      return Optional.of(bundle.schema());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
