package dev.patchbay.core.rails;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Against accidents in plugins, not against malice: everything in one process can reach everything.
 */
public final class Rails implements AutoCloseable {
  private final BundleContext context;
  private final Function<BundleRevision, Optional<String>> plugin;
  private final List<ServiceRegistration<?>> hooks = new ArrayList<>();

  /**
   * @param plugin the name of the plugin that a revision of a bundle is; empty when it is none
   */
  public Rails(BundleContext context, Function<BundleRevision, Optional<String>> plugin) {
    this.context = context;
    this.plugin = plugin;
  }

  /** Must be before the first plugin is resolved. */
  public void start() {
    Blinkers blinkers = new Blinkers(revision -> plugin.apply(revision).isPresent());
    hooks.add(context.registerService(ResolverHookFactory.class, blinkers, null));
  }

  @Override
  public void close() {
    hooks.forEach(ServiceRegistration::unregister);
    hooks.clear();
  }
}
