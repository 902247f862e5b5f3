package dev.patchbay.core.log;

import dev.patchbay.api.event.Event;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rows of the log, which trusts none of them: each is checked, and that none is missing. */
final class EventTable {
  /** What a page may take in memory, however many events were asked for. */
  private static final long PAGE_BYTES = 1L << 20;

  private static final String SELECT = "SELECT " + EventRow.COLUMNS + " FROM event ";
  private static final String INSERT =
      "INSERT INTO event (" + EventRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** An id begins with its seq. */
  private static final Pattern ID = Pattern.compile("([1-9][0-9]{0,17})-.*");

  private static final String NEXT = "UPDATE log SET last = ? WHERE last = ?";

  private final Store store;
  private final EventCodec codec;

  /** What the row says, as far as is known here; of the writer's thread alone. */
  private long taken;

  EventTable(Store store, EventCodec codec) {
    this.store = store;
    this.codec = codec;
  }

  /** From one row, so that an undone append leaves no gap, whoever else appends. */
  long next(Tx tx) throws SQLException {
    if (tx.update(NEXT, taken + 1, taken) == 0) { // undone, or others have appended
      taken = extent(tx).last();
      tx.update(NEXT, taken + 1, taken);
    }
    return ++taken;
  }

  void insert(Tx tx, EventRow row) throws SQLException {
    tx.update(INSERT, row.values());
  }

  long last() {
    return store.read(EventTable::extent).last();
  }

  long first() {
    return store.read(EventTable::extent).trimmed() + 1;
  }

  Optional<Event> find(String id) {
    return Optional.of(ID.matcher(id))
        .filter(matcher -> matcher.matches())
        .flatMap(matcher -> row(Long.parseLong(matcher.group(1)), id))
        .map(codec::decode);
  }

  private Optional<EventRow> row(long seq, String id) {
    return store.read(tx -> tx.first(SELECT + "WHERE seq = ? AND id = ?", EventRow::of, seq, id));
  }

  /** As many as are good; throws when the very first one is not. */
  List<Event> after(long seq, int limit) {
    Page page = store.read(tx -> page(tx, seq, limit));
    List<Event> events = new ArrayList<>(page.rows().size());
    long expected = page.from();
    try {
      for (EventRow row : page.rows()) {
        expected++;
        if (row.seq() != expected) {
          throw missing(expected);
        }
        events.add(codec.decode(row));
      }
      if (expected < page.until()) {
        throw missing(expected + 1);
      }
    } catch (DamagedEventException e) {
      if (events.isEmpty()) {
        throw e;
      } // else those before it come first; it is thrown when the reader comes back
    }
    return events;
  }

  private static Page page(Tx tx, long after, int limit) throws SQLException {
    Extent extent = extent(tx);
    long from = Math.max(after, extent.trimmed());
    long until = Math.min(from + limit, extent.last());
    List<EventRow> rows = new ArrayList<>();
    long[] bytes = {0};
    tx.each(
        SELECT + "WHERE seq > ? AND seq <= ? ORDER BY seq",
        result -> {
          EventRow row = EventRow.of(result);
          rows.add(row);
          bytes[0] += row.bytes();
          return bytes[0] < PAGE_BYTES;
        },
        from,
        until);
    return new Page(from, bytes[0] < PAGE_BYTES ? until : 0, rows);
  }

  private static Extent extent(Tx tx) throws SQLException {
    return tx.list("SELECT trimmed, last FROM log", Extent::of).getFirst();
  }

  private static DamagedEventException missing(long seq) {
    return new DamagedEventException(seq, "it is missing", null);
  }

  /** The events after {@code trimmed} up to {@code last} are there. */
  private record Extent(long trimmed, long last) {
    static Extent of(ResultSet row) throws SQLException {
      return new Extent(row.getLong(1), row.getLong(2));
    }
  }

  /** Rows after {@code from}; when it was not cut, up to {@code until}, else that is 0. */
  private record Page(long from, long until, List<EventRow> rows) {}
}
