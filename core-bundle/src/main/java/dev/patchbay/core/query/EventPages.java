package dev.patchbay.core.query;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.query.Page;
import dev.patchbay.core.log.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Events in pages, for readers without a cursor; whoever waits is woken by the append. */
public final class EventPages implements AutoCloseable {
  private final EventLog log;
  private final EventLog.Subscription subscription;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition appended = lock.newCondition();

  public EventPages(EventLog log) {
    this.log = log;
    this.subscription = log.onAppend(this::wake);
  }

  Page<Event> page(long since, int limit, Duration wait) {
    if (log.last() <= since) {
      await(since, wait);
    }
    List<Event> events = log.read(since, limit);
    long next = events.isEmpty() ? since : events.getLast().seq();
    return new Page<>(events, Long.toString(next));
  }

  /** An interrupt ends the waiting; it is for the reader to see to. */
  private void await(long since, Duration wait) {
    long left = wait.toNanos();
    lock.lock();
    try {
      while (log.last() <= since && left > 0) {
        left = appended.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      appended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
