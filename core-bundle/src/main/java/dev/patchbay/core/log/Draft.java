package dev.patchbay.core.log;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import java.util.function.Function;

/**
 * An event whose body is written already, so that the one thread that appends has only its header
 * to add. Made by {@link EventLog#draft}.
 */
public final class Draft<E extends Event> {
  private final Function<EventHeader, E> event;
  private final String body;

  Draft(Function<EventHeader, E> event, String body) {
    this.event = event;
    this.body = body;
  }

  E with(EventHeader header) {
    return event.apply(header);
  }

  String body() {
    return body;
  }
}
