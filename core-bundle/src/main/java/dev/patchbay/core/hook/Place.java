package dev.patchbay.core.hook;

import dev.patchbay.core.log.Cursors.Cursor;
import java.time.Instant;

/**
 * Where a lane is, ahead of what is written down. Whoever has the lane moves it; anybody may look.
 */
final class Place {
  private volatile Cursor now;
  private boolean known;

  Place(String reader, long at) {
    now = new Cursor(reader, at, Instant.EPOCH, 0, 0, 0, 0);
  }

  Cursor now() {
    return now;
  }

  /** Takes what is written down, unless it is of the same turn and only not as far. */
  void found(Cursor written) {
    Cursor here = now;
    if (!known || here.turn() != written.turn()) {
      now = written;
      known = true;
    } else {
      now =
          written.at(
              Math.max(here.position(), written.position()),
              Math.max(here.delivered(), written.delivered()),
              Math.max(here.failed(), written.failed()));
    }
  }

  Cursor delivered(long seq) {
    return go(now.at(seq, now.delivered() + 1, now.failed()));
  }

  /** As it is once the event is a dead letter; it goes there when that is durable. */
  Cursor buried(long seq) {
    return now.at(seq, now.delivered(), now.failed() + 1);
  }

  Cursor passed(long seq) {
    return go(now.at(seq, now.delivered(), now.failed()));
  }

  /** A dead letter was delivered after all. */
  Cursor redelivered() {
    return go(now.at(now.position(), now.delivered() + 1, now.failed()));
  }

  Cursor go(Cursor to) {
    now = to;
    return to;
  }
}
