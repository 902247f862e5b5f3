package dev.patchbay.core.board;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.config.PluginEntry;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of plugins that are named and not there which name was perhaps meant. */
final class Missing {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  private final Set<String> shipped = new HashSet<>();
  private final Set<String> told = new HashSet<>();

  /** What may be named without being installed. */
  void shipped(Collection<String> names) {
    shipped.addAll(names);
  }

  String reason(Configuration configuration, PluginEntry entry, Collection<String> installed) {
    String where = configuration.fileName() + ":" + entry.line() + ": not installed";
    if (shipped.contains(entry.name())) {
      return where + "; it was removed, and 'plugin install' of its jar brings it back";
    }
    Set<String> known = new HashSet<>(shipped);
    known.addAll(installed);
    return where + Nearest.hint(entry.name(), known);
  }

  /** Once for each, until it is there. */
  void tell(Collection<Instance> instances) {
    Set<String> now = new HashSet<>();
    for (Instance instance : instances) {
      if (instance.state() == PluginState.MISSING) {
        now.add(instance.id() + " is missing: " + instance.reason());
      }
    }
    now.stream().filter(text -> !told.contains(text)).sorted().forEach(LOG::warn);
    told.clear();
    told.addAll(now);
  }
}
