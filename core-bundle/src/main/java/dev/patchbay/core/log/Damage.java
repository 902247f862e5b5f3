package dev.patchbay.core.log;

import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Which rows of the log readers have found damaged; known until the log is trimmed past them. */
public final class Damage {
  /** An event that nobody can read. */
  public record DamagedEvent(long seq, String what, Instant found) {}

  private final Store store;

  public Damage(Store store) {
    this.store = store;
  }

  /** Each reader that comes to it says so, and it is known once. */
  public void found(Tx tx, DamagedEventException damaged) throws SQLException {
    tx.update(
        "INSERT INTO damaged_event (seq, what, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        damaged.seq(),
        String.valueOf(damaged.getMessage()),
        Instant.now());
  }

  public List<DamagedEvent> list() {
    return store.read(
        tx ->
            tx.list(
                "SELECT seq, what, at FROM damaged_event ORDER BY seq",
                row ->
                    new DamagedEvent(
                        row.getLong(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)))));
  }
}
