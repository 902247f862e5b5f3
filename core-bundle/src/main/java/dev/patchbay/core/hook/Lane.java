package dev.patchbay.core.hook;

import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.Event;
import dev.patchbay.core.board.PluginCall;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One hook's way through the log: in order, one at a time, from where it was, whichever version
 * serves it. It has a thread only while there is work, and lets go of everything of a plugin that
 * is gone.
 */
final class Lane {
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final String reader;
  private final LaneTools tools;
  private final PluginCall door;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();
  private final RedeliveryQueue redeliveries = new RedeliveryQueue();
  private final Place place;
  private final Trouble trouble;
  private long startAt;
  private volatile @Nullable Subscriber subscriber;
  private volatile @Nullable LaneWorker worker;
  private final Passing passing = new Passing();
  private boolean signalled;
  private boolean idle;
  private volatile boolean begun;
  private volatile boolean closed;

  /**
   * @param startAt the event after this is the first, when the lane has no cursor yet
   */
  Lane(String reader, LaneTools tools, PluginCall door, long startAt) {
    this.reader = reader;
    this.tools = tools;
    this.door = door;
    this.startAt = startAt;
    this.place = new Place(reader, startAt);
    this.trouble = new Trouble(reader, QUIET);
  }

  String reader() {
    return reader;
  }

  Place place() {
    return place;
  }

  Trouble trouble() {
    return trouble;
  }

  /**
   * From the next event on this one serves; none lets the lane wait where it is.
   *
   * @param at where it begins when its cursor is new, or was dropped while nobody served
   */
  void serve(@Nullable Subscriber next, long at) {
    lock.lock();
    try {
      if (subscriber == null) {
        begun = false;
        startAt = at;
        if (next != null) {
          tools.cursors().create(reader, at);
        }
      }
      subscriber = next;
      if (next == null) {
        redeliveries.refuse("nobody serves the hook any more");
      }
      signal();
    } finally {
      lock.unlock();
    }
  }

  /** Its cursor was moved: before the next event it goes there. */
  void moved() {
    lock.lock();
    try {
      begun = false;
      signal();
    } finally {
      lock.unlock();
    }
  }

  /** Who serves at present, if anybody. */
  @Nullable Subscriber subscriber() {
    return subscriber;
  }

  /** Delivers it before the next event, or answers at once why not. */
  void redeliver(Redelivery one) {
    lock.lock();
    try {
      if (subscriber == null || closed) {
        one.kept("nobody serves the hook");
      } else if (!subscriber.refusal().isEmpty()) {
        one.kept(subscriber.refusal());
      } else {
        redeliveries.add(one);
        signal();
      }
    } finally {
      lock.unlock();
    }
  }

  RedeliveryQueue redeliveries() {
    return redeliveries;
  }

  /** There may be something to read. Must not block. */
  void wake() {
    lock.lock();
    try {
      signal();
    } finally {
      lock.unlock();
    }
  }

  /** Delivered once, between two events of the log, when the hook asked for it. */
  void tell(Event event) {
    offer(event, () -> passing.add(event));
  }

  /** Delivered when the lane is idle and asked for it, otherwise forgotten. */
  void tick(DaemonTick event) {
    offer(event, () -> (worker == null || idle) && passing.tick(event));
  }

  private void offer(Event event, BooleanSupplier taken) {
    lock.lock();
    try {
      Subscriber now = subscriber;
      if (now != null && now.asksFor(event) && taken.getAsBoolean()) {
        signal();
      }
    } finally {
      lock.unlock();
    }
  }

  Passing passing() {
    return passing;
  }

  /** No more calls; the one that is in comes out by itself. */
  void close() {
    lock.lock();
    try {
      closed = true;
      subscriber = null;
      redeliveries.refuse("the daemon ends");
      signal.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    signalled = true;
    if (!closed && subscriber != null && worker == null) {
      LaneWorker next = new LaneWorker(this, tools, door);
      worker = next;
      Thread thread = new Thread(next, "lane " + reader);
      thread.setDaemon(true);
      thread.start();
    } else {
      signal.signalAll();
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether nobody has it at hand: no thread, and nobody who serves. */
  boolean isIdle() {
    return worker == null;
  }

  /** Finds where it stands; asks the store, so on the lane's own thread. */
  void begin() {
    long at;
    lock.lock();
    try {
      if (begun) {
        return;
      }
      begun = true;
      at = startAt;
    } finally {
      lock.unlock();
    }
    place.found(tools.begin(reader, at));
  }

  /** Whether this worker goes on with the next event of its page, for the same subscriber. */
  boolean goesOn(LaneWorker one, Subscriber by) {
    return worker == one && subscriber == by && begun && redeliveries.isEmpty();
  }

  boolean has(LaneWorker one) {
    return worker == one;
  }

  /** Who serves, as this worker is to see it: nobody, when the lane has another. */
  @Nullable Subscriber subscriberOf(LaneWorker one) {
    Subscriber now = subscriber;
    return worker == one ? now : null;
  }

  /** Waits for work; false, and the lane has no thread, when there was none for long. */
  boolean awaitWork(LaneWorker one) {
    lock.lock();
    try {
      idle = true;
      long left = tools.keepAlive().toNanos();
      while (worker == one && !signalled && !closed && subscriber != null && left > 0) {
        left = signal.awaitNanos(left);
      }
      boolean work = worker == one && signalled && !closed && subscriber != null;
      if (worker == one) {
        signalled = false;
        idle = false;
        worker = work ? one : null;
      }
      return work;
    } catch (InterruptedException late) {
      return true; // the flag of a call that has ended
    } finally {
      lock.unlock();
    }
  }

  /** Waits before another attempt; false when somebody else serves meanwhile. */
  boolean pause(LaneWorker one, Subscriber by, Duration wait) {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (left > 0 && worker == one && subscriber == by && !closed) {
        left = signal.awaitNanos(left);
      }
      if (worker == one) {
        signalled = true;
      }
      return worker == one && subscriber == by && !closed;
    } catch (InterruptedException late) {
      return true;
    } finally {
      lock.unlock();
    }
  }

  void left(LaneWorker one) {
    lock.lock();
    try {
      if (worker == one) {
        worker = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * On the watchdog's thread: this worker never came back. Its event stays where it is for who
   * serves next, unless the same happened with it before.
   */
  void lost(LaneWorker one) {
    Runnable then;
    lock.lock();
    try {
      if (worker != one) {
        return;
      }
      worker = null;
      then = one.lost();
      signal();
    } finally {
      lock.unlock();
    }
    then.run(); // it may have to wait for the store, which wakes lanes
  }
}
