package dev.patchbay.core.rails;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Against accidents in plugins, not against malice: everything in one process can reach everything.
 */
public final class Rails implements AutoCloseable {
  private static final Duration TIDY_UP = Duration.ofSeconds(5);

  private final BundleContext context;
  private final Function<BundleRevision, Optional<String>> plugin;
  private final Leftovers leftovers;
  private final List<ServiceRegistration<?>> hooks = new ArrayList<>();

  /**
   * @param plugin the name of the plugin that a revision of a bundle is; empty when it is none
   */
  public Rails(BundleContext context, Function<BundleRevision, Optional<String>> plugin) {
    this.context = context;
    this.plugin = plugin;
    this.leftovers = new Leftovers(plugin, TIDY_UP);
  }

  /** Must be before the first plugin is resolved. */
  public void start() {
    Predicate<BundleRevision> isPlugin = revision -> plugin.apply(revision).isPresent();
    hooks.add(context.registerService(ResolverHookFactory.class, new Blinkers(isPlugin), null));
    Weaver weaver = new Weaver(context.getBundle(), isPlugin, Sight.REFUSALS + ".Refused");
    hooks.add(context.registerService(WeavingHook.class, weaver, null));
    context.addBundleListener(leftovers);
  }

  /** What plugins that are gone left behind, a sentence for each. */
  public List<String> leftBehind() {
    return leftovers.found();
  }

  /** What versions of this plugin that are gone left behind. */
  public Optional<String> leftBehind(String name) {
    return leftovers.found(name);
  }

  @Override
  public void close() {
    context.removeBundleListener(leftovers);
    leftovers.close();
    hooks.forEach(ServiceRegistration::unregister);
    hooks.clear();
  }
}
