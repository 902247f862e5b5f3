package dev.patchbay.core.board;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The services that calls go to at present; any thread may look. */
final class Roster {
  private volatile List<Plugged<?>> plugged = List.of();

  /** On the board's thread. */
  void now(Table table) {
    plugged =
        table.instances().stream()
            .flatMap(instance -> instance.current().stream())
            .flatMap(generation -> generation.plugged().stream())
            .toList();
  }

  List<Plugged<?>> all() {
    return plugged;
  }

  /** Those of a role by their own names; instances that are not the default one add theirs. */
  <S> Map<String, Plugged<S>> of(Role<S> role) {
    Map<String, Plugged<S>> all = new TreeMap<>();
    for (Plugged<?> one : plugged) {
      Plugged<S> wanted = one.as(role);
      if (wanted != null) {
        boolean plain = one.instance().equals(PluginId.DEFAULT);
        all.putIfAbsent(plain ? one.name() : one.name() + "~" + one.instance(), wanted);
      }
    }
    return all;
  }
}
