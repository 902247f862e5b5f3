package dev.patchbay.bench;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.hook.EventHook;
import dev.patchbay.core.log.Cursors;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A hook that does nothing, read for by a thread of its own that keeps a durable cursor. */
final class Reader extends Thread implements AutoCloseable {
  private static final int PAGE = 256;

  private record Goal(long seq, CountDownLatch reached) {}

  private final EventLog log;
  private final Store store;
  private final Cursors cursors;
  private final String reader;
  private final EventLog.Subscription subscription;
  private volatile Goal goal = new Goal(Long.MAX_VALUE, new CountDownLatch(0));
  private volatile boolean ended;
  private CompletableFuture<Boolean> kept = CompletableFuture.completedFuture(true);
  private long calls;

  Reader(EventLog log, Store store, Cursors cursors, String reader) {
    super(reader);
    this.log = log;
    this.store = store;
    this.cursors = cursors;
    this.reader = reader;
    subscription = log.onAppend(() -> LockSupport.unpark(this));
    setDaemon(true);
  }

  void expect(long seq, CountDownLatch reached) {
    goal = new Goal(seq, reached);
  }

  @Override
  public void run() {
    EventHook<Event> hook = event -> calls++;
    long position = log.last();
    long start = position;
    store.change(tx -> cursors.create(tx, reader, start));
    while (!ended) {
      List<Event> events = log.read(position, PAGE);
      if (events.isEmpty()) {
        LockSupport.park();
      }
      for (Event event : events) {
        deliver(hook, event);
        position = event.seq();
        if (position == goal.seq()) {
          goal.reached().countDown();
        }
      }
      if (!events.isEmpty() && kept.isDone()) { // one write of the cursor under way at a time
        long at = position;
        kept =
            store.writeLater(
                tx -> {
                  cursors.advance(tx, reader, at);
                  return true;
                });
      }
    }
  }

  private static void deliver(EventHook<Event> hook, Event event) {
    try {
      hook.on(event);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    ended = true;
    subscription.close();
    LockSupport.unpark(this);
    try {
      join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
