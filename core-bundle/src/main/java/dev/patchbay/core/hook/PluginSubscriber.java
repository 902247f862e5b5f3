package dev.patchbay.core.hook;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.hook.EventHook;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.Outcome;
import dev.patchbay.core.board.Plugged;
import dev.patchbay.core.board.PluginCall;
import dev.patchbay.core.board.Seat;
import dev.patchbay.core.log.EventNames;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A plugin's hook. */
final class PluginSubscriber implements Subscriber {
  /** The service property of hooks that cannot carry their type, with names as in YAML. */
  private static final String EVENT = "event";

  private final PluginCall door;

  @SuppressWarnings("rawtypes")
  private final Plugged<EventHook> hook;

  private final Set<Class<?>> types;
  private final Duration timeout;

  @SuppressWarnings("rawtypes")
  PluginSubscriber(PluginCall door, Plugged<EventHook> hook, Duration timeout) {
    this.door = door;
    this.hook = hook;
    this.timeout = timeout;
    this.types = types(hook);
  }

  private static Set<Class<?>> types(Plugged<?> hook) {
    Class<?> subject = hook.subject();
    if (subject != null) {
      return Set.of(subject);
    }
    Object property = hook.properties().get(EVENT);
    List<?> names = property instanceof List<?> many ? many : List.of();
    if (property instanceof String one) {
      names = List.of(one);
    }
    Set<Class<?>> types = new LinkedHashSet<>();
    names.forEach(name -> types.addAll(EventNames.records(String.valueOf(name))));
    return types.isEmpty() ? Set.of(Event.class) : types;
  }

  @Override
  public boolean wants(Event event) {
    for (Class<?> type : types) {
      if (type.isInstance(event)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean asksFor(Event event) {
    return types.contains(event.getClass());
  }

  @Override
  public String refusal() {
    return hook.refusal();
  }

  @Override
  @SuppressWarnings("unchecked") // wants() said that the hook takes this type
  public Optional<Failure> deliver(Seat seat, Event event) {
    Outcome<Boolean> outcome =
        hook.callHere(
            door,
            seat,
            hook.name() + " on " + event.name(),
            timeout,
            service -> {
              service.on(event);
              return true;
            });
    return outcome instanceof Outcome.Failed<Boolean> failed
        ? Optional.of(failed.failure())
        : Optional.empty();
  }
}
