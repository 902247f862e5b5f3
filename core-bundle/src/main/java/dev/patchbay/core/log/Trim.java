package dev.patchbay.core.log;

import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.time.Instant;

/** Takes away the old beginning of the log, but nothing that a cursor has still before it. */
final class Trim {
  /** So much in one transaction, so that others are not held up. */
  private static final int STEP = 1_000;

  private final Store store;

  Trim(Store store) {
    this.store = store;
  }

  /** How many events older than this were removed; their space goes back to the disk. */
  long before(Instant time) {
    long removed = 0;
    int step;
    do {
      step = store.write(tx -> step(tx, time));
      removed += step;
    } while (step > 0);
    return removed;
  }

  private static int step(Tx tx, Instant time) throws SQLException {
    int removed =
        tx.update(
            """
            DELETE FROM event WHERE seq <= (
              SELECT coalesce(max(seq), 0) FROM (
                SELECT seq, time FROM event WHERE seq <= (
                  SELECT coalesce(min(position), (SELECT last FROM log)) FROM cursor)
                ORDER BY seq LIMIT ?)
              WHERE time < ?)
            """,
            STEP,
            time);
    if (removed > 0) {
      tx.update("UPDATE log SET trimmed = coalesce((SELECT min(seq) - 1 FROM event), last)");
      tx.update("DELETE FROM damaged_event WHERE seq <= (SELECT trimmed FROM log)");
      tx.shrink(STEP);
    }
    return removed;
  }
}
