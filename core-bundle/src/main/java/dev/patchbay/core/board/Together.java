package dev.patchbay.core.board;

import dev.patchbay.core.config.Configuration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;

/** Bundles of several plugins that come in together, or none of them does. */
final class Together {
  private final Tools tools;
  private final Table table;
  private final Turns turns;
  private final Arrivals arrivals;
  private final Departures departures;

  Together(Tools tools, Table table, Turns turns, Arrivals arrivals, Departures departures) {
    this.tools = tools;
    this.table = table;
    this.turns = turns;
    this.arrivals = arrivals;
    this.departures = departures;
  }

  CompletableFuture<List<Arrival>> plug(List<Bundle> installed, Configuration configuration) {
    List<PluginBundle> bundles =
        installed.stream()
            .map(bundle -> PluginBundle.of(bundle, tools.door()).orElseThrow())
            .toList();
    for (PluginBundle bundle : bundles) {
      table.add(bundle);
      table.keep(bundle);
    }
    return inTurns(bundles.iterator(), bundles, configuration);
  }

  /** Has the turns of all plugins before it begins with any. */
  private CompletableFuture<List<Arrival>> inTurns(
      Iterator<PluginBundle> next, List<PluginBundle> bundles, Configuration configuration) {
    return next.hasNext()
        ? turns.next(next.next().name(), () -> inTurns(next, bundles, configuration))
        : begin(bundles, configuration);
  }

  /** Those that a user has stopped only come to lie there, when the others are in. */
  private CompletableFuture<List<Arrival>> begin(
      List<PluginBundle> bundles, Configuration configuration) {
    List<PluginBundle> idle =
        bundles.stream().filter(bundle -> table.stopped().contains(bundle.name())).toList();
    Convoy convoy = new Convoy(bundles.size() - idle.size());
    List<CompletableFuture<Arrival>> arriving = new ArrayList<>();
    for (PluginBundle bundle : bundles) {
      if (!idle.contains(bundle)) {
        arriving.add(arrivals.plug(bundle, configuration, convoy));
        table.release(bundle);
      }
    }
    return CompletableFuture.allOf(arriving.toArray(CompletableFuture[]::new))
        .thenApplyAsync(
            all -> {
              List<Arrival> arrived = new ArrayList<>();
              arriving.forEach(one -> arrived.add(one.join()));
              idle.forEach(bundle -> arrived.add(lay(bundle, configuration, convoy)));
              return arrived;
            },
            tools.thread());
  }

  private Arrival lay(PluginBundle bundle, Configuration configuration, Convoy convoy) {
    table.release(bundle);
    if (convoy.failure().isEmpty()) {
      return arrivals
          .plug(bundle, configuration)
          .join(); // it is not started, so nobody is waited for
    }
    Tools.forget(departures.uninstall(bundle));
    return new Arrival(
        bundle.name(), bundle.version(), false, PluginState.STOPPED, convoy.failure());
  }
}
