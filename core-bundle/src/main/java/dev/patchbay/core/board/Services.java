package dev.patchbay.core.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/**
 * Gets the services of plugins once each, on the plugin's life-cycle thread and never in a service
 * event, and notices when one goes past the board.
 */
final class Services implements ServiceListener {
  private static final long LEAVE_SECONDS = 2;

  private final Tools tools;
  private final Table table;
  private final BiConsumer<Generation, String> onChange;
  private final Map<Long, Generation> holders = new ConcurrentHashMap<>();

  /** What a service was found to be: the type of events that a hook wants. */
  private record Activated(@Nullable Class<?> subject) {}

  /**
   * @param onChange told on the board's thread when a generation has got or lost a service, with
   *     the reason when it could not be got
   */
  Services(Tools tools, Table table, BiConsumer<Generation, String> onChange) {
    this.tools = tools;
    this.table = table;
    this.onChange = onChange;
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    ServiceReference<?> reference = event.getServiceReference();
    if (event.getType() == ServiceEvent.UNREGISTERING) {
      leaving(reference);
    } else if (event.getType() == ServiceEvent.REGISTERED && isPlugged(reference)) {
      tools.post(() -> arrived(reference));
    }
  }

  /** Gets what a bundle has published already. */
  void scan(PluginBundle bundle) {
    for (ServiceReference<?> reference : published(bundle.bundle())) {
      if (isPlugged(reference)) {
        arrived(reference);
      }
    }
  }

  private static ServiceReference<?>[] published(Bundle bundle) {
    try {
      ServiceReference<?>[] there = bundle.getRegisteredServices();
      return there == null ? new ServiceReference<?>[0] : there;
    } catch (IllegalStateException uninstalled) {
      return new ServiceReference<?>[0];
    }
  }

  private static boolean isPlugged(ServiceReference<?> reference) {
    for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
      if (Role.isRole(type)) {
        return true;
      }
    }
    return false;
  }

  private void arrived(ServiceReference<?> reference) {
    Generation generation = owner(reference);
    if (generation == null || generation.leaving() || holders.containsKey(id(reference))) {
      return; // of one that leaves it is its successor's, who looks for it
    }
    Held held = new Held(reference);
    holders.put(held.id(), generation);
    generation.hold(held);
    // It may come before its bundle is known to be started, and what it starts inherits this.
    generation
        .bundle()
        .ifPresent(
            bundle -> {
              bundle.resolved();
              generation.caller().loader(bundle.loader());
            });
    Tools.forget(
        generation
            .life()
            .run("activation", tools.limits().activate(), () -> get(reference, held))
            .thenAcceptAsync(outcome -> got(generation, reference, held, outcome), tools.thread()));
  }

  private @Nullable Generation owner(ServiceReference<?> reference) {
    Bundle bundle = reference.getBundle();
    return bundle == null
        ? null
        : table.bundle(bundle.getBundleId()).flatMap(table::generation).orElse(null);
  }

  /** On the life-cycle thread: here the component is activated. */
  private Activated get(ServiceReference<?> reference, Held held) {
    @SuppressWarnings("unchecked")
    ServiceObjects<Object> objects =
        tools.context().getServiceObjects((ServiceReference<Object>) reference);
    Object service = objects == null ? null : objects.getService();
    if (service == null) {
      Bundle bundle = reference.getBundle();
      if (bundle == null) {
        return new Activated(null); // it has gone meanwhile, and may come again
      }
      String failure = tools.components().failure(bundle, held.component());
      throw new IllegalStateException(
          failure.isEmpty() ? held.component() + " gave no service" : failure);
    }
    held.take(objects, service);
    boolean hook = Role.HOOK.type().isInstance(service);
    return new Activated(hook ? Subject.of(service.getClass(), Role.HOOK.type()) : null);
  }

  private void got(
      Generation generation, ServiceReference<?> reference, Held held, Outcome<Activated> outcome) {
    if (outcome instanceof Outcome.Failed<Activated> failed) {
      holders.remove(held.id());
      generation.release(held.id());
      if (failed.failure().cause() == Failure.Cause.GIVEN_UP) {
        generation.quarantine(failed.failure().message());
      }
      onChange.accept(generation, failed.failure().message());
    } else if (outcome instanceof Outcome.Returned<Activated> returned
        && holders.containsKey(held.id())) {
      held.plugged(views(generation, reference, held, returned.value().subject()));
      onChange.accept(generation, "");
    }
  }

  private static List<Plugged<?>> views(
      Generation generation, ServiceReference<?> reference, Held held, @Nullable Class<?> subject) {
    Map<String, Object> properties = new HashMap<>();
    for (String key : reference.getPropertyKeys()) {
      Object value = reference.getProperty(key);
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        properties.put(key, value);
      } else if (value instanceof String[] texts) {
        properties.put(key, List.of(texts));
      }
    }
    List<Plugged<?>> views = new ArrayList<>();
    for (Role<?> role : Role.ALL) {
      if (role.type().isInstance(held.service())) {
        String fallback = role.equals(Role.HOOK) ? "main" : generation.id().name();
        Object own = role.property().isEmpty() ? null : properties.get(role.property());
        String name = own instanceof String text ? text : fallback;
        views.add(new Plugged<>(generation, held, role, name, properties, subject));
      }
    }
    return views;
  }

  /** Bars a service that goes past the board, and gives its calls a moment; else does nothing. */
  private void leaving(ServiceReference<?> reference) {
    Generation generation = holders.remove(id(reference));
    Held held = generation == null ? null : generation.release(id(reference));
    if (generation == null || held == null) {
      return;
    }
    try {
      held.inFlight().bar().get(LEAVE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException cut) {
      // The framework does not wait longer; the call is repeated on what comes next.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    held.drop();
    tools.post(() -> onChange.accept(generation, ""));
  }

  /** Lets go of all services of a generation, on its life-cycle thread. */
  boolean letGo(Generation generation) {
    for (Held held : generation.held()) {
      holders.remove(held.id());
      generation.release(held.id());
      held.letGo();
    }
    return true;
  }

  private static long id(ServiceReference<?> reference) {
    return (Long) reference.getProperty(Constants.SERVICE_ID);
  }
}
