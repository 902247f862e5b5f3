package dev.patchbay.core.board;

import dev.patchbay.api.Health;
import dev.patchbay.api.query.PluginInfo;
import java.util.List;

/** The board as listings show it; on the board's thread. */
final class Listing {
  private final Tools tools;
  private final Table table;

  Listing(Tools tools, Table table) {
    this.tools = tools;
    this.table = table;
  }

  List<PluginInfo> all() {
    return table.instances().stream().map(this::one).toList();
  }

  private PluginInfo one(Instance instance) {
    List<String> types =
        instance.current().stream()
            .flatMap(generation -> generation.plugged().stream())
            .map(Plugged::type)
            .distinct()
            .sorted()
            .toList();
    String reason = instance.reason();
    PluginBundle bundle = instance.bundle().orElse(null);
    if (reason.isEmpty() && bundle != null && instance.state() == PluginState.RESOLVED) {
      reason = tools.components().reason(bundle.bundle());
    }
    Health health = instance.current().map(Generation::health).orElse(Health.unknown(""));
    return new PluginInfo(
        instance.id().name(),
        instance.id().instance(),
        types,
        instance.current().map(Generation::version).orElse(bundle == null ? "" : bundle.version()),
        bundle == null ? "" : String.valueOf(bundle.bundle().getSymbolicName()),
        instance.state().label(),
        reason,
        health,
        0,
        0,
        0,
        instance.since());
  }
}
