package dev.patchbay.core.board;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/**
 * One service of a generation, held by a single get until it is let go. Afterwards nothing of the
 * plugin can be reached from here, whoever still has it.
 */
final class Held {
  /** The service property with a component's name. */
  static final String COMPONENT = "component.name";

  private final long id;
  private final String component;
  private final InFlight inFlight = new InFlight();
  private volatile @Nullable Grip grip;
  private volatile List<Plugged<?>> plugged = List.of();
  private @Nullable Link link;

  private record Grip(ServiceObjects<Object> objects, Object service) {}

  Held(ServiceReference<?> reference) {
    this.id = (Long) reference.getProperty(Constants.SERVICE_ID);
    this.component = String.valueOf(reference.getProperty(COMPONENT));
  }

  long id() {
    return id;
  }

  /** The component's name, {@code "null"} for a service that no component publishes. */
  String component() {
    return component;
  }

  InFlight inFlight() {
    return inFlight;
  }

  void take(ServiceObjects<Object> objects, Object service) {
    grip = new Grip(objects, service);
  }

  void plugged(List<Plugged<?>> views) {
    plugged = List.copyOf(views);
  }

  List<Plugged<?>> plugged() {
    return plugged;
  }

  /** Of an integration, once it is being connected; for the board's thread. */
  @Nullable Link link() {
    return link;
  }

  void link(Link now) {
    link = now;
  }

  @Nullable Object service() {
    Grip now = grip;
    return now == null ? null : now.service();
  }

  /** Forgets the service without letting go of it, for the framework has done so. */
  void drop() {
    grip = null;
  }

  /** Lets go: the component is deactivated on this thread. */
  void letGo() {
    Grip now = grip;
    grip = null;
    if (now != null) {
      now.objects().ungetService(now.service());
    }
  }
}
