package dev.patchbay.core.board;

import dev.patchbay.core.board.Options.Plan;
import dev.patchbay.core.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

/** Goes through an update as far as that goes without starting or changing anything. */
final class Rehearsals {
  private final Tools tools;
  private final Table table;

  Rehearsals(Tools tools, Table table) {
    this.tools = tools;
    this.table = table;
  }

  Rehearsal of(Bundle installed, Configuration configuration) {
    Optional<PluginBundle> plugin = PluginBundle.of(installed, tools.door());
    if (plugin.isEmpty()) {
      return refused(PluginBundle.NONE);
    }
    PluginBundle bundle = plugin.get();
    String mistake = Mistakes.before(bundle, table.namesakes(bundle));
    if (!mistake.isEmpty()) {
      return refused(mistake);
    }
    FrameworkWiring framework = tools.context().getBundle(0).adapt(FrameworkWiring.class);
    if (!framework.resolveBundles(List.of(installed))) {
      String needs = tools.unresolved().reason(installed);
      return refused(needs.isEmpty() ? "what it requires is not there" : needs);
    }
    List<String> starts = new ArrayList<>();
    List<Bundle> ends = new ArrayList<>();
    for (PluginId id : Table.wanted(bundle.name(), configuration)) {
      Plan plan = Options.plan(id, bundle, configuration);
      Optional<Generation> served = table.find(id).flatMap(Instance::current);
      if (!plan.possible() && served.isPresent()) {
        return refused(plan.reason());
      }
      if (plan.possible()) {
        starts.add(id + ": " + bundle);
      }
      served.flatMap(Generation::bundle).ifPresent(one -> ends.add(one.bundle()));
    }
    Stream<Bundle> others =
        framework.getDependencyClosure(ends).stream().filter(one -> !ends.contains(one));
    return new Rehearsal(
        "",
        starts,
        ends.stream().map(Rehearsals::name).toList(),
        others.map(Rehearsals::name).toList());
  }

  private static Rehearsal refused(String reason) {
    return new Rehearsal(reason, List.of(), List.of(), List.of());
  }

  private static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion() + " [" + bundle.getBundleId() + "]";
  }
}
