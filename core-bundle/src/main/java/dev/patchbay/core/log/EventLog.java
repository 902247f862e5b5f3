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

  private static final EventHeader NO_HEADER = new EventHeader("", 0, Instant.EPOCH, "");

  private final EventCodec codec = new EventCodec();
  private final EventTable table;
  private final Trim trim;
  private final Recent recent = new Recent(RECENT_BYTES);
  private final List<Runnable> readers = new CopyOnWriteArrayList<>();

  /** What the commits of a group have made durable; of the writer's thread alone. */
  private final List<Recent.Kept> committed = new ArrayList<>();

  /** One and the same object, so that it runs once for a group, after all of its events. */
  private final Runnable publish = this::publish;

  public EventLog(Store store) {
    this.table = new EventTable(store, codec);
    this.trim = new Trim(store);
  }

  public static Schema schema() {
    return LogTables.SCHEMA;
  }

  public void start() {
    recent.startAt(table.last());
  }

  /**
   * Writes the body of an event outside of any transaction. The function is called here once and at
   * each {@link #append} once; what it makes may differ in the header alone.
   */
  public <E extends Event> Draft<E> draft(Function<EventHeader, E> event) {
    return new Draft<>(event, codec.body(event.apply(NO_HEADER)));
  }

  /** Gives the event its id, place and time; readers are woken once the transaction is durable. */
  public <E extends Event> E append(Tx tx, String repository, Function<EventHeader, E> event)
      throws SQLException {
    E appended = event.apply(header(tx, repository));
    insert(tx, appended, codec.encode(appended));
    return appended;
  }

  /** The same with less to do inside the transaction, which everybody waits for. */
  public <E extends Event> E append(Tx tx, String repository, Draft<E> draft) throws SQLException {
    E appended = draft.with(header(tx, repository));
    insert(tx, appended, codec.encode(appended, draft.body()));
    return appended;
  }

  private EventHeader header(Tx tx, String repository) throws SQLException {
    long seq = table.next(tx);
    String id = seq + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new EventHeader(id, seq, now, repository);
  }

  private void insert(Tx tx, Event event, EventRow row) throws SQLException {
    if (event instanceof DaemonTick || event instanceof ReceiptRead) {
      throw new IllegalArgumentException(event.name() + " is not stored");
    }
    table.insert(tx, row);
    tx.afterCommit(() -> committed.add(new Recent.Kept(event, row.bytes())));
    tx.afterCommit(publish);
  }

  /**
   * At most that many of the events that follow, from memory for a reader that keeps up. What was
   * trimmed is passed over; a damaged or missing row is a {@link DamagedEventException}, thrown
   * when it is the next one.
   */
  public List<Event> read(long after, int limit) {
    return recent.after(after, limit).orElseGet(() -> table.after(after, limit));
  }

  /** The last that is durable. */
  public long last() {
    return recent.last();
  }

  /** The first that is still there; one more than {@link #last} when none is. */
  public long first() {
    return table.first();
  }

  /** Removes what is older and no cursor has before it; answers how many events that were. */
  public long trim(Instant time) {
    long removed = trim.before(time);
    recent.forget(first() - 1);
    return removed;
  }

  /** The event with this id, if it is still in the log. */
  public Optional<Event> find(String id) {
    return table.find(id);
  }

  /** Called after each commit with events, on the writer's thread: it must not block. */
  public Subscription onAppend(Runnable reader) {
    readers.add(reader);
    return () -> readers.remove(reader);
  }

  /** At once, so that readers and the writer do not fight over the lock for each event. */
  private void publish() {
    recent.add(committed);
    committed.clear();
    readers.forEach(Runnable::run);
  }

  /** Ends with {@link #close}. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
