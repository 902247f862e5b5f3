package dev.patchbay.core.log;

import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.ReceiptRead;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * The log. The order of {@code seq} is the order in which events become visible, without gaps; an
 * event exists once the transaction of its append is durable.
 */
public final class EventLog {
  /** What the end of the log may take in memory; one event may carry 10,000 paths. */
  private static final long RECENT_BYTES = 8L << 20;

  /** What a page read from the table may take, however many events were asked for. */
  private static final long PAGE_BYTES = 1L << 20;

  /** What an event takes besides its texts. */
  private static final long EVENT_BYTES = 500;

  private final Store store;
  private final EventCodec codec = new EventCodec();
  private final Recent recent = new Recent(RECENT_BYTES);
  private final List<Runnable> readers = new CopyOnWriteArrayList<>();

  /** One and the same object, so that it runs once for a group. */
  private final Runnable wake = this::wake;

  public EventLog(Store store) {
    this.store = store;
  }

  public static Schema schema() {
    return LogTables.SCHEMA;
  }

  public void start() {
    recent.startAt(
        store.read(tx -> tx.list("SELECT last FROM log", row -> row.getLong(1))).getFirst());
  }

  /** Gives the event its id, place and time; readers are woken once the transaction is durable. */
  public <E extends Event> E append(Tx tx, String repository, Function<EventHeader, E> event)
      throws SQLException {
    long seq =
        tx.list("UPDATE log SET last = last + 1 RETURNING last", row -> row.getLong(1)).getFirst();
    String id = seq + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    E appended = event.apply(new EventHeader(id, seq, now, repository));
    if (appended instanceof DaemonTick || appended instanceof ReceiptRead) {
      throw new IllegalArgumentException(appended.name() + " is not stored");
    }
    EventRow row = codec.encode(appended);
    tx.update(
        "INSERT INTO event (" + EventRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.values());
    long size = EVENT_BYTES + row.body().length();
    tx.afterCommit(() -> recent.add(appended, size));
    tx.afterCommit(wake);
    return appended;
  }

  /**
   * At most that many of the events that follow, from memory for a reader that keeps up. What was
   * trimmed is passed over; a damaged or missing row is a {@link DamagedEventException}, thrown
   * when it is the next one.
   */
  public List<Event> read(long after, int limit) {
    return recent.after(after, limit).orElseGet(() -> page(after, limit));
  }

  /** The last that is durable. */
  public long last() {
    return recent.last();
  }

  /** The event with this id, if it is still in the log. */
  public Optional<Event> find(String id) {
    int end = id.indexOf('-');
    if (end < 1 || end > 18 || !id.chars().limit(end).allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    long seq = Long.parseLong(id.substring(0, end));
    Optional<EventRow> row =
        store.read(
            tx ->
                tx.first(
                    "SELECT " + EventRow.COLUMNS + " FROM event WHERE seq = ? AND id = ?",
                    EventRow::of,
                    seq,
                    id));
    return row.map(codec::decode);
  }

  /** Called after each commit with events, on the writer's thread: it must not block. */
  public Subscription onAppend(Runnable reader) {
    readers.add(reader);
    return () -> readers.remove(reader);
  }

  private void wake() {
    readers.forEach(Runnable::run);
  }

  private List<Event> page(long after, int limit) {
    List<EventRow> rows = new ArrayList<>();
    long from =
        store.read(
            tx -> {
              long[] bytes = {0};
              long start =
                  Math.max(after, tx.list("SELECT trimmed FROM log", r -> r.getLong(1)).getFirst());
              tx.each(
                  "SELECT " + EventRow.COLUMNS + " FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
                  result -> {
                    EventRow row = EventRow.of(result);
                    bytes[0] += EVENT_BYTES + row.body().length();
                    return rows.add(row) && bytes[0] < PAGE_BYTES;
                  },
                  start,
                  limit);
              return start;
            });
    List<Event> events = new ArrayList<>(rows.size());
    for (EventRow row : rows) {
      try {
        long expected = from + 1 + events.size();
        if (row.seq() != expected) {
          throw new DamagedEventException(expected, "it is missing", null);
        }
        events.add(codec.decode(row));
      } catch (DamagedEventException e) {
        if (events.isEmpty()) {
          throw e;
        }
        break; // those before it are good; it is thrown when the reader comes back
      }
    }
    return events;
  }

  /** Ends with {@link #close}. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
