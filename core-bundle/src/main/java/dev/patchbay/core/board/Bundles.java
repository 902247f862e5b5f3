package dev.patchbay.core.board;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/** Notices what is done to plugins past the board, in the shell: they are adopted, or are gone. */
final class Bundles implements BundleListener {
  private final Tools tools;
  private final Table table;
  private final Orders orders;
  private @Nullable ForeignBundles foreign;

  Bundles(Tools tools, Table table, Orders orders) {
    this.tools = tools;
    this.table = table;
    this.orders = orders;
  }

  void tell(ForeignBundles listener) {
    foreign = listener;
  }

  /** Looks at what is installed already. */
  void scan() {
    for (Bundle bundle : tools.context().getBundles()) {
      if (bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING) {
        started(bundle);
      } else {
        installed(bundle);
      }
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (tools.own().isOwn(event)) {
      return;
    }
    Bundle bundle = event.getBundle();
    switch (event.getType()) {
      case BundleEvent.INSTALLED -> tools.post(() -> installed(bundle));
      case BundleEvent.STARTED -> tools.post(() -> started(bundle));
      case BundleEvent.STOPPED -> tools.post(() -> stopped(bundle));
      case BundleEvent.UPDATED -> tools.post(() -> updated(bundle));
      case BundleEvent.UNINSTALLED -> tools.post(() -> uninstalled(bundle));
      default -> {}
    }
  }

  private void installed(Bundle bundle) {
    if (table.bundle(bundle.getBundleId()).isPresent() || bundle.getState() == Bundle.UNINSTALLED) {
      return;
    }
    PluginBundle.of(bundle, tools.door())
        .filter(plugin -> table.bundles(plugin.name()).isEmpty())
        .ifPresent(
            plugin -> {
              String needs = tools.unresolved().reason(bundle);
              for (PluginId id : table.wanted(plugin.name())) {
                if (table.instance(id).current().isEmpty()) {
                  table.instance(id).rest(plugin, PluginState.DISCOVERED, needs);
                  table.shown();
                }
              }
            });
  }

  private void started(Bundle bundle) {
    Optional<PluginBundle> known = table.bundle(bundle.getBundleId());
    if (known.isPresent() && known.get().wish() != PluginBundle.Wish.REST) {
      return;
    }
    known.ifPresent(PluginBundle::resumed);
    known
        .or(() -> PluginBundle.of(bundle, tools.door()))
        .ifPresent(
            plugin -> {
              if (table.stopped().remove(plugin.name())) {
                Tools.forget(tools.chronicle().stopped(plugin.name(), false));
              }
              Tools.forget(orders.plug(plugin));
              ForeignBundles listener = foreign;
              if (known.isEmpty() && listener != null) {
                listener.adopted(plugin.name(), bundle);
              }
            });
  }

  private void stopped(Bundle bundle) {
    table
        .bundle(bundle.getBundleId())
        .filter(plugin -> plugin.wish() == PluginBundle.Wish.RUN)
        .ifPresent(
            plugin -> {
              plugin.wish(PluginBundle.Wish.REST);
              if (table.bundles(plugin.name()).size() == 1) {
                table.stopped().add(plugin.name());
                Tools.forget(tools.chronicle().stopped(plugin.name(), true));
              }
              end(plugin, PluginState.STOPPED, "stopped in the shell");
            });
  }

  private void end(PluginBundle plugin, PluginState state, String reason) {
    for (Generation generation : table.generation(plugin).stream().toList()) {
      table
          .find(generation.id())
          .filter(instance -> instance.current().orElse(null) == generation)
          .ifPresent(instance -> instance.rest(plugin, state, reason));
      table.changed(generation.id());
      Tools.forget(orders.retire(generation));
    }
  }

  private void updated(Bundle bundle) {
    table.bundle(bundle.getBundleId()).ifPresent(table::remove);
  }

  private void uninstalled(Bundle bundle) {
    if (table.bundle(bundle.getBundleId()).isEmpty()) {
      unseen(bundle);
      return;
    }
    table
        .bundle(bundle.getBundleId())
        .filter(plugin -> plugin.wish() != PluginBundle.Wish.GONE)
        .ifPresent(
            plugin -> {
              end(plugin, PluginState.MISSING, "uninstalled in the shell");
              plugin.wish(PluginBundle.Wish.GONE);
              table.remove(plugin);
              if (!table.bundles(plugin.name()).isEmpty()) {
                return;
              }
              if (table.stopped().remove(plugin.name())) {
                Tools.forget(tools.chronicle().stopped(plugin.name(), false));
              }
              orders.removed(plugin.name(), "uninstalled in the shell");
              ForeignBundles listener = foreign;
              if (listener != null) {
                listener.uninstalled(plugin.name(), bundle);
              }
            });
  }

  /** It was shown as installed, and never was more than that. */
  private void unseen(Bundle bundle) {
    for (Instance instance : table.instances()) {
      if (instance.state() == PluginState.DISCOVERED
          && instance.bundle().filter(one -> one.bundle().equals(bundle)).isPresent()
          && table.bundles(instance.id().name()).isEmpty()) {
        orders.removed(instance.id().name(), "uninstalled in the shell");
      }
    }
  }
}
