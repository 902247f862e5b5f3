package dev.patchbay.core.board;

/** Clears away what another generation has taken the place of. */
final class Sweep {
  private final Table table;
  private final Departures departures;

  Sweep(Table table, Departures departures) {
    this.table = table;
    this.departures = departures;
  }

  /** Ends a generation that calls no longer go to, and its bundle with it. */
  void retire(Generation before) {
    String plugin = before.id().name();
    Tools.forget(departures.retire(before).thenAccept(gone -> unwanted(plugin)));
  }

  /** Removes the bundles of a plugin that no generation and no instance is left of. */
  void unwanted(String plugin) {
    for (PluginBundle bundle : table.bundles(plugin)) {
      if (!table.isNeeded(bundle) && bundle.wish() != PluginBundle.Wish.GONE) {
        Tools.forget(departures.uninstall(bundle));
      }
    }
  }
}
