package dev.patchbay.core.board;

/** Clears away what another generation has taken the place of. */
final class Sweep {
  private final Table table;
  private final Departures departures;

  Sweep(Table table, Departures departures) {
    this.table = table;
    this.departures = departures;
  }

  /** Ends a generation that calls no longer go to, and its bundle when it was its last. */
  void retire(Generation before) {
    Tools.forget(
        departures
            .retire(before)
            .thenAccept(
                gone -> table.find(before.id()).flatMap(Instance::bundle).ifPresent(this::others)));
  }

  /** Removes the other bundles of a plugin that no generation and no instance is left of. */
  void others(PluginBundle stays) {
    for (PluginBundle other : table.bundles(stays.name())) {
      boolean wanted =
          table.instances(other.name()).stream()
              .anyMatch(one -> one.bundle().orElse(null) == other);
      if (other != stays && !wanted && table.generations(other).isEmpty()) {
        Tools.forget(departures.uninstall(other));
      }
    }
  }
}
