package dev.patchbay.core.log;

import dev.patchbay.api.event.Event;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events that a reader could not take, with a copy of each: the log may be trimmed meanwhile. */
public final class DeadLetters {
  /** Without its event, so that a long list is not heavy. */
  public record DeadLetter(
      String id, String reader, long seq, String name, int attempts, String error, Instant time) {}

  private static final String ALL =
      "SELECT number, reader, seq, name, attempts, error, at FROM dead_letter ";

  private final Store store;
  private final EventCodec codec = new EventCodec();

  public DeadLetters(Store store) {
    this.store = store;
  }

  /** The id of the new letter. */
  public String add(Tx tx, String reader, Event event, int attempts, String error)
      throws SQLException {
    EventRow row = codec.encode(event);
    return String.valueOf(
        tx.insert(
            "INSERT INTO dead_letter (reader, attempts, error, at, "
                + EventRow.COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            reader,
            attempts,
            error,
            Instant.now(),
            row.seq(),
            row.id(),
            row.time(),
            row.repository(),
            row.name(),
            row.type(),
            row.format(),
            row.body(),
            row.crc()));
  }

  /**
   * For an event that cannot be read: the letter has its row as it is, or when there is none its
   * seq alone.
   */
  public void addDamaged(Tx tx, String reader, long seq, String error) throws SQLException {
    String head =
        "INSERT INTO dead_letter (reader, attempts, error, at, " + EventRow.COLUMNS + ") ";
    Instant now = Instant.now();
    int copied =
        tx.update(
            head + "SELECT ?, 0, ?, ?, " + EventRow.COLUMNS + " FROM event WHERE seq = ?",
            reader,
            error,
            now,
            seq);
    if (copied == 0) {
      tx.update(
          head + "VALUES (?, 0, ?, ?, ?, '', 0, '', '', '', 0, '', -1)", reader, error, now, seq);
    }
  }

  public List<DeadLetter> list() {
    return store.read(tx -> tx.list(ALL + "ORDER BY number", DeadLetters::row));
  }

  public Optional<DeadLetter> find(String id) {
    return store.read(tx -> tx.first(ALL + "WHERE number = ?", DeadLetters::row, id));
  }

  /**
   * The copy of its event.
   *
   * @throws DamagedEventException when the copy cannot be read
   */
  public Optional<Event> event(String id) {
    Optional<EventRow> row =
        store.read(
            tx ->
                tx.first(
                    "SELECT " + EventRow.COLUMNS + " FROM dead_letter WHERE number = ?",
                    EventRow::of,
                    id));
    return row.map(codec::decode);
  }

  /** It was tried again, so many times, and is still here. */
  public void returned(Tx tx, String id, int attempts, String error) throws SQLException {
    tx.update(
        "UPDATE dead_letter SET attempts = attempts + ?, error = ?, at = ? WHERE number = ?",
        attempts,
        error,
        Instant.now(),
        id);
  }

  /** All of one reader; how many there were. */
  public int removeAll(Tx tx, String reader) throws SQLException {
    return tx.update("DELETE FROM dead_letter WHERE reader = ?", reader);
  }

  /** Whether there was such a letter. */
  public boolean remove(Tx tx, String id) throws SQLException {
    return tx.update("DELETE FROM dead_letter WHERE number = ?", id) > 0;
  }

  private static DeadLetter row(ResultSet row) throws SQLException {
    return new DeadLetter(
        String.valueOf(row.getLong(1)),
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        row.getInt(5),
        row.getString(6),
        Instant.ofEpochMilli(row.getLong(7)));
  }
}
