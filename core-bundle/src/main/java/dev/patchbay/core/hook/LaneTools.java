package dev.patchbay.core.hook;

import dev.patchbay.api.event.Event;
import dev.patchbay.core.log.Cursors;
import dev.patchbay.core.log.Cursors.Cursor;
import dev.patchbay.core.log.Damage;
import dev.patchbay.core.log.DamagedEventException;
import dev.patchbay.core.log.DeadLetters;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Work;
import java.time.Duration;
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
    Damage damage,
    CursorWriter cursors,
    Retry retry,
    Duration keepAlive) {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  static LaneTools of(Store store, EventLog log, Retry retry, Duration keepAlive) {
    Cursors cursors = new Cursors(store);
    return new LaneTools(
        store,
        log,
        cursors,
        new DeadLetters(store),
        new Damage(store),
        new CursorWriter(store, cursors),
        retry,
        keepAlive);
  }

  /** Where a reader stands; one that is new stands at {@code at}, and is known from now on. */
  Cursor begin(String reader, long at) {
    return store.write(tx -> table.serve(tx, reader, at));
  }

  /** Returns when the letter is durable and the cursor past its event. */
  void bury(Cursor past, Event event, int attempts, String error) {
    store.change(
        tx -> {
          letters.add(tx, past.reader(), event, attempts, error);
          table.advance(tx, past);
        });
  }

  /** The same without waiting, for one that hung for the second time. */
  void buryLater(Cursor past, Event event, String error) {
    LOG.warn("{} could not take {} {}: {}", past.reader(), event.name(), event.id(), error);
    later(
        tx -> {
          letters.add(tx, past.reader(), event, 2, error);
          table.advance(tx, past);
          return true;
        });
  }

  /** For an event that nobody can read; the letter has its row as it is. */
  void buryDamaged(Cursor past, DamagedEventException damaged) {
    LOG.error(
        "{} cannot be given event {}: {}", past.reader(), damaged.seq(), damaged.getMessage());
    store.change(
        tx -> {
          damage.found(tx, damaged);
          letters.addDamaged(
              tx, past.reader(), damaged.seq(), String.valueOf(damaged.getMessage()));
          table.advance(tx, past);
        });
  }

  /** Known across restarts, for the second time it is a dead letter. */
  void hungLater(Cursor on, long seq) {
    later(
        tx -> {
          table.hung(tx, on, seq);
          return true;
        });
  }

  /** A dead letter that could not be delivered this time either. */
  void returnedLater(String letter, int attempts, String error) {
    later(
        tx -> {
          letters.returned(tx, letter, attempts, error);
          return true;
        });
  }

  private void later(Work<Boolean> work) {
    var unused =
        store
            .writeLater(work)
            .exceptionally(
                failure -> {
                  LOG.warn("What became of a hook's event is not known: {}", failure.toString());
                  return false;
                });
  }
}
