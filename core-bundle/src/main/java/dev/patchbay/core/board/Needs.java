package dev.patchbay.core.board;

import dev.patchbay.api.Plugin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Plugins that require others: each comes when those are there. When they go again it stays, for it
 * meets them through the daemon alone.
 */
final class Needs {
  private final Table table;
  private final Set<PluginBundle> waiting = new LinkedHashSet<>();

  Needs(Table table) {
    this.table = table;
  }

  /** Why a bundle has to wait, from now on; empty when it has not, or its plugin serves already. */
  String waitFor(PluginBundle bundle) {
    boolean serves = table.instances(bundle.name()).stream().anyMatch(Needs::isServed);
    String missing = serves ? "" : missing(bundle);
    if (!missing.isEmpty()) {
      waiting.add(bundle);
    }
    return missing;
  }

  /** Those that need not wait any longer. */
  List<PluginBundle> met() {
    waiting.removeIf(bundle -> !table.bundles().contains(bundle));
    List<PluginBundle> met = new ArrayList<>();
    waiting.stream().filter(bundle -> missing(bundle).isEmpty()).forEach(met::add);
    met.forEach(waiting::remove);
    return met;
  }

  private String missing(PluginBundle bundle) {
    return revision(bundle)
        .flatMap(one -> one.getDeclaredRequirements(Plugin.NAMESPACE).stream())
        .filter(one -> table.instances().stream().noneMatch(each -> isMet(one, each)))
        .map(one -> "requires plugin " + Unresolved.name(one) + ", which is not there")
        .collect(Collectors.joining("; "));
  }

  private static boolean isMet(BundleRequirement required, Instance instance) {
    return isServed(instance)
        && instance.bundle().stream()
            .flatMap(Needs::revision)
            .flatMap(one -> one.getDeclaredCapabilities(Plugin.NAMESPACE).stream())
            .anyMatch(required::matches);
  }

  /** None of one that is uninstalled. */
  private static Stream<BundleRevision> revision(PluginBundle bundle) {
    return Stream.ofNullable(bundle.bundle().adapt(BundleRevision.class));
  }

  private static boolean isServed(Instance instance) {
    return instance.current().isPresent();
  }
}
