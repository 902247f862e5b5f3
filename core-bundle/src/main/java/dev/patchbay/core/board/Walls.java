package dev.patchbay.core.board;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.framework.wiring.BundleRevision;

/** Hides the API services of plugins from other plugins: they meet only through core. */
final class Walls implements FindHook, EventListenerHook {
  private final Bundle core;

  Walls(Bundle core) {
    this.core = core;
  }

  static List<ServiceRegistration<?>> raise(BundleContext core) {
    Walls walls = new Walls(core.getBundle());
    return List.of(
        core.registerService(FindHook.class, walls, null),
        core.registerService(EventListenerHook.class, walls, null));
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    references.removeIf(reference -> hidden(reference, context.getBundle()));
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    listeners.keySet().removeIf(context -> hidden(event.getServiceReference(), owner(context)));
  }

  private static Bundle owner(BundleContext context) {
    return context.getBundle();
  }

  private boolean hidden(ServiceReference<?> reference, Bundle from) {
    Bundle publisher = reference.getBundle();
    return publisher != null
        && !publisher.equals(from)
        && !publisher.equals(core)
        && published(reference)
        && isPlugin(from);
  }

  private static boolean isPlugin(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision != null && PluginBundle.name(revision).isPresent();
  }

  private static boolean published(ServiceReference<?> reference) {
    for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
      if (Role.isRole(type)) {
        return true;
      }
    }
    return false;
  }
}
