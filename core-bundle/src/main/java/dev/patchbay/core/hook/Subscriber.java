package dev.patchbay.core.hook;

import dev.patchbay.api.event.Event;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.Seat;
import java.util.Optional;

/** Who serves a lane at present. */
interface Subscriber {
  boolean wants(Event event);

  /** Whether it asked for this very type of event, not for a family that has it. */
  boolean asksFor(Event event);

  /** Why it takes nothing at present; empty when it does. */
  String refusal();

  /** Delivers on the calling thread; empty when it ended well. */
  Optional<Failure> deliver(Seat seat, Event event);
}
