package dev.patchbay.core.log;

import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;

/** How far each reader has come; kept under its own name, whatever bundle it lives in. */
public final class Cursors {
  /** Served is when the position was last set. */
  public record Cursor(String reader, long position, Instant served) {}

  private static final String ALL = "SELECT reader, position, served FROM cursor ";

  private final Store store;

  public Cursors(Store store) {
    this.store = store;
  }

  public long position(String reader) {
    return find(reader).orElseThrow(() -> new NoSuchElementException("No cursor of " + reader));
  }

  public OptionalLong find(String reader) {
    Optional<Cursor> cursor =
        store.read(tx -> tx.first(ALL + "WHERE reader = ?", Cursors::row, reader));
    return cursor.map(found -> OptionalLong.of(found.position())).orElse(OptionalLong.empty());
  }

  public List<Cursor> all() {
    return store.read(tx -> tx.list(ALL + "ORDER BY reader", Cursors::row));
  }

  /** The next event that the reader gets is the one after {@code at}. Keeps one that is there. */
  public void create(Tx tx, String reader, long at) throws SQLException {
    tx.update(
        "INSERT INTO cursor (reader, position, served) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        reader,
        at,
        Instant.now());
  }

  /** Only forward: a late answer of a call that was given up takes nothing back. */
  public void advance(Tx tx, String reader, long seq) throws SQLException {
    tx.update(
        "UPDATE cursor SET position = max(position, ?), served = ? WHERE reader = ?",
        seq,
        Instant.now(),
        reader);
  }

  /** To any place, for a replay. */
  public void move(Tx tx, String reader, long seq) throws SQLException {
    tx.update(
        "UPDATE cursor SET position = ?, served = ? WHERE reader = ?", seq, Instant.now(), reader);
  }

  public void drop(Tx tx, String reader) throws SQLException {
    tx.update("DELETE FROM cursor WHERE reader = ?", reader);
  }

  private static Cursor row(ResultSet row) throws SQLException {
    return new Cursor(row.getString(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3)));
  }
}
