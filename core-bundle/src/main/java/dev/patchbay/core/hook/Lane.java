package dev.patchbay.core.hook;

import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.Event;
import dev.patchbay.core.board.PluginCall;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One hook's way through the log: in order, one at a time, from where it was, whichever version
 * serves it. It has a thread only while there is work, and lets go of everything of a plugin that
 * is gone.
 */
final class Lane {
  private final String reader;
  private final LaneTools tools;
  private final PluginCall door;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();
  private final Deliveries deliveries = new Deliveries();
  private final long startAt;
  private @Nullable Subscriber subscriber;
  private @Nullable LaneWorker worker;
  private @Nullable DaemonTick tick;
  private boolean signalled;
  private boolean idle;
  private boolean begun;
  private boolean closed;
  private volatile long position;
  private long hungOn = -1;

  /**
   * @param startAt the event after this is the first, when the lane has no cursor yet
   */
  Lane(String reader, LaneTools tools, PluginCall door, long startAt) {
    this.reader = reader;
    this.tools = tools;
    this.door = door;
    this.startAt = startAt;
    this.position = startAt;
  }

  String reader() {
    return reader;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  long position() {
    return position;
  }

  /** From the next event on this one serves; none lets the lane wait where it is. */
  void serve(@Nullable Subscriber next) {
    lock.lock();
    try {
      subscriber = next;
      signal();
    } finally {
      lock.unlock();
    }
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

  /** Delivered when the lane is idle and asked for it, otherwise forgotten. */
  void tick(DaemonTick event) {
    lock.lock();
    try {
      Subscriber now = subscriber;
      if (now != null && now.wantsTicks() && (worker == null || idle)) {
        tick = event;
        signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** No more calls; the one that is in comes out by itself. */
  void close() {
    lock.lock();
    try {
      closed = true;
      subscriber = null;
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

  /** Finds where it stands; reads from the store, so on the lane's own thread. */
  void begin() {
    if (!begun) {
      position = tools.begin(reader, startAt);
      begun = true;
    }
  }

  /** It is past this event; the cursor need not be written yet. */
  void passed(long seq) {
    position = seq;
  }

  boolean has(LaneWorker one) {
    lock.lock();
    try {
      return worker == one;
    } finally {
      lock.unlock();
    }
  }

  /** Who serves, as this worker is to see it: nobody, when the lane has another. */
  @Nullable Subscriber subscriberOf(LaneWorker one) {
    lock.lock();
    try {
      return worker == one ? subscriber : null;
    } finally {
      lock.unlock();
    }
  }

  @Nullable DaemonTick takeTick() {
    lock.lock();
    try {
      DaemonTick now = tick;
      tick = null;
      return now;
    } finally {
      lock.unlock();
    }
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
    lock.lock();
    try {
      if (worker != one) {
        return;
      }
      worker = null;
      Event event = one.inHand();
      if (event != null && hungOn == event.seq()) {
        tools.buryLater(reader, event, "it hung twice");
        position = event.seq();
        deliveries.failed();
      } else if (event != null) {
        hungOn = event.seq();
      }
      signal();
    } finally {
      lock.unlock();
    }
  }
}
