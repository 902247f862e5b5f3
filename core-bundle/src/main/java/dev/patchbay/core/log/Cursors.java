package dev.patchbay.core.log;

import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;

/** How far each reader has come; kept under its own name, whatever bundle it lives in. */
public final class Cursors {
  /**
   * Where a reader is, and what it has done since it is known.
   *
   * @param served when somebody last read for it
   * @param turn another one after each move: a place of a turn before is out of date
   * @param hung the event on which it hung last; 0 when it did not
   * @param delivered how many deliveries ended well
   * @param failed how many events became dead letters
   */
  public record Cursor(
      String reader,
      long position,
      Instant served,
      long turn,
      long hung,
      long delivered,
      long failed) {

    /** The same, hanging on an event. */
    public Cursor hungOn(long seq) {
      return new Cursor(reader, position, served, turn, seq, delivered, failed);
    }

    /** Further on in the same turn. */
    public Cursor at(long seq, long deliveredNow, long failedNow) {
      return new Cursor(reader, seq, served, turn, hung, deliveredNow, failedNow);
    }
  }

  private static final String ALL =
      "SELECT reader, position, served, turn, hung, delivered, failed FROM cursor ";

  private final Store store;

  public Cursors(Store store) {
    this.store = store;
  }

  public long position(String reader) {
    return find(reader).orElseThrow(() -> new NoSuchElementException("No cursor of " + reader));
  }

  public OptionalLong find(String reader) {
    Optional<Cursor> cursor = store.read(tx -> find(tx, reader));
    return cursor.map(found -> OptionalLong.of(found.position())).orElse(OptionalLong.empty());
  }

  public List<Cursor> all() {
    return store.read(tx -> tx.list(ALL + "ORDER BY reader", Cursors::row));
  }

  private static Optional<Cursor> find(Tx tx, String reader) throws SQLException {
    return tx.first(ALL + "WHERE reader = ?", Cursors::row, reader);
  }

  /** The next event that the reader gets is the one after {@code at}. Keeps one that is there. */
  public void create(Tx tx, String reader, long at) throws SQLException {
    Instant now = Instant.now();
    tx.update(
        "INSERT INTO cursor (reader, position, served, turn) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        reader,
        at,
        now,
        now.toEpochMilli()); // never that of one of this name that was dropped
  }

  /** Where the reader is from now on served; one that is new begins after {@code at}. */
  public Cursor serve(Tx tx, String reader, long at) throws SQLException {
    create(tx, reader, at);
    served(tx, List.of(reader), Instant.now());
    return find(tx, reader).orElseThrow();
  }

  /** Somebody still reads for them, though there may be nothing to read. */
  public void served(Tx tx, Collection<String> readers, Instant now) throws SQLException {
    for (String reader : readers) {
      tx.update("UPDATE cursor SET served = max(served, ?) WHERE reader = ?", now, reader);
    }
  }

  /** Only forward: a late answer of a call that was given up takes nothing back. */
  public void advance(Tx tx, String reader, long seq) throws SQLException {
    tx.update(
        "UPDATE cursor SET position = max(position, ?), served = ? WHERE reader = ?",
        seq,
        Instant.now(),
        reader);
  }

  /** The same for a reader that may be moved; what is of a turn before changes nothing. */
  public void advance(Tx tx, Cursor to) throws SQLException {
    tx.update(
        "UPDATE cursor SET position = max(position, ?), served = ?,"
            + " delivered = max(delivered, ?), failed = max(failed, ?)"
            + " WHERE reader = ? AND turn = ?",
        to.position(),
        Instant.now(),
        to.delivered(),
        to.failed(),
        to.reader(),
        to.turn());
  }

  /** It hung on this event, and has not got past it. */
  public void hung(Tx tx, Cursor on, long seq) throws SQLException {
    tx.update(
        "UPDATE cursor SET hung = ? WHERE reader = ? AND turn = ?", seq, on.reader(), on.turn());
  }

  /** To any place, for a replay. */
  public void move(Tx tx, String reader, long seq) throws SQLException {
    tx.update(
        "UPDATE cursor SET position = ?, served = ?, turn = turn + 1 WHERE reader = ?",
        seq,
        Instant.now(),
        reader);
  }

  public void drop(Tx tx, String reader) throws SQLException {
    tx.update("DELETE FROM cursor WHERE reader = ?", reader);
  }

  /** Drops it unless somebody has read for it since; whether it is gone. */
  public boolean dropUnserved(Tx tx, String reader, Instant since) throws SQLException {
    return tx.update("DELETE FROM cursor WHERE reader = ? AND served < ?", reader, since) > 0;
  }

  private static Cursor row(ResultSet row) throws SQLException {
    return new Cursor(
        row.getString(1),
        row.getLong(2),
        Instant.ofEpochMilli(row.getLong(3)),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7));
  }
}
