package dev.patchbay.core.hook;

import dev.patchbay.api.event.Event;
import dev.patchbay.core.log.Cursors;
import dev.patchbay.core.log.DeadLetters;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Store;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all lanes work with.
 *
 * @param keepAlive how long a lane keeps its thread without work
 */
record LaneTools(
    Store store,
    EventLog log,
    Cursors table,
    DeadLetters letters,
    CursorWriter cursors,
    Retry retry,
    Duration keepAlive) {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  /** Where a reader stands; one that is new stands at {@code at}, and is known from now on. */
  long begin(String reader, long at) {
    OptionalLong known = table.find(reader);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    store.change(tx -> table.create(tx, reader, at));
    return at;
  }

  /** Returns when the letter is durable and the cursor past its event. */
  void bury(String reader, Event event, int attempts, String error) {
    LOG.warn("{} could not take {} {}: {}", reader, event.name(), event.id(), error);
    store.change(
        tx -> {
          letters.add(tx, reader, event, attempts, error);
          table.advance(tx, reader, event.seq());
        });
  }

  void buryLater(String reader, Event event, String error) {
    LOG.warn("{} could not take {} {}: {}", reader, event.name(), event.id(), error);
    var unused =
        store.writeLater(
            tx -> {
              letters.add(tx, reader, event, 2, error);
              table.advance(tx, reader, event.seq());
              return true;
            });
  }
}
