package dev.patchbay.core.hook;

import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.Event;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.PluginCall;
import dev.patchbay.core.board.Seat;
import dev.patchbay.core.log.DamagedEventException;
import dev.patchbay.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One hook's way through the log: in order, one at a time, from where it was, whichever version
 * serves it. It has a thread only while there is work, and lets go of everything of a plugin that
 * is gone.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final int PAGE = 256;
  private static final long UNSAVED = 1000;

  private final String reader;
  private final LaneTools tools;
  private final PluginCall door;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();
  private final Deliveries deliveries = new Deliveries();
  private final long startAt;
  private @Nullable Subscriber subscriber;
  private @Nullable Worker worker;
  private @Nullable DaemonTick tick;
  private boolean signalled;
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
      if (now != null && now.wantsTicks() && (worker == null || worker.idle)) {
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
    if (closed || subscriber == null) {
      signal.signalAll();
    } else if (worker == null) {
      Worker next = new Worker();
      worker = next;
      Thread thread = new Thread(next, "lane " + reader);
      thread.setDaemon(true);
      thread.start();
    } else {
      signal.signalAll();
    }
  }

  /** The lane's thread, as long as it is the lane's. */
  private final class Worker implements Runnable {
    private boolean idle;
    private volatile @Nullable Event inHand;

    @Override
    public void run() {
      Seat mine = door.seat(() -> lost(this));
      try {
        begin();
        while (isMine() && (advance(mine) || await())) {
          // Until there is nothing to do for a while, or the lane has another thread.
        }
      } catch (StoreException e) {
        LOG.warn("{} stands still until something changes: {}", reader, e.getMessage());
      } finally {
        door.release(mine);
        leave();
      }
    }

    private void leave() {
      lock.lock();
      try {
        if (worker == this) {
          worker = null;
        }
      } finally {
        lock.unlock();
      }
    }

    private boolean isMine() {
      lock.lock();
      try {
        return worker == this;
      } finally {
        lock.unlock();
      }
    }

    /** Waits for work; false, and the lane has no thread, when there was none for long. */
    private boolean await() {
      lock.lock();
      try {
        idle = true;
        long left = tools.keepAlive().toNanos();
        while (worker == this && !signalled && !closed && subscriber != null && left > 0) {
          left = signal.awaitNanos(left);
        }
        boolean work = signalled && !closed && subscriber != null;
        signalled = false;
        idle = false;
        if (!work && worker == this) {
          worker = null;
        }
        return work && worker == this;
      } catch (InterruptedException late) {
        return true; // the flag of a call that has ended
      } finally {
        lock.unlock();
      }
    }

    /** Delivers what there is; whether there may be more. */
    private boolean advance(Seat mine) {
      Subscriber now = current();
      if (now == null || !now.refusal().isEmpty()) {
        return false;
      }
      List<Event> events = read();
      if (events.isEmpty()) {
        deliverTick(mine, now);
        return false;
      }
      long saved = position;
      for (Event event : events) {
        if (current() != now) {
          return true;
        }
        if (now.wants(event)) {
          if (!deliver(mine, now, event)) {
            return false;
          }
          saved = event.seq();
        } else {
          position = event.seq();
          if (position - saved > UNSAVED) {
            tools.cursors().moved(reader, position);
            saved = position;
          }
        }
      }
      return true;
    }

    private @Nullable Subscriber current() {
      lock.lock();
      try {
        return worker == this ? subscriber : null;
      } finally {
        lock.unlock();
      }
    }

    private void deliverTick(Seat mine, Subscriber now) {
      DaemonTick event;
      lock.lock();
      try {
        event = tick;
        tick = null;
      } finally {
        lock.unlock();
      }
      if (event != null && now.wants(event)) {
        Optional<Failure> failure = now.deliver(mine, event);
        failure.ifPresent(one -> LOG.warn("{} on daemon:tick: {}", reader, one.message()));
      }
    }

    /** Delivers one event as often as it takes; false when nobody can take it now. */
    private boolean deliver(Seat mine, Subscriber now, Event event) {
      inHand = event;
      for (int attempt = 1; ; attempt++) {
        Optional<Failure> failure = now.deliver(mine, event);
        if (!isMine()) {
          return false;
        }
        if (failure.isEmpty()) {
          position = event.seq();
          deliveries.delivered();
          tools.cursors().moved(reader, position);
          return true;
        }
        if (failure.get().cause() == Failure.Cause.GONE || !now.refusal().isEmpty()) {
          return false; // cut off, so it does not count: the event goes to who comes next
        }
        Optional<Duration> wait = tools.retry().wait(failure.get(), attempt);
        if (wait.isEmpty()) {
          return bury(event, attempt, failure.get());
        }
        LOG.debug("{} takes {} again in {}", reader, event.id(), wait.get());
        if (!pause(wait.get(), now)) {
          return false;
        }
      }
    }

    private boolean bury(Event event, int attempts, Failure failure) {
      try {
        tools.bury(reader, event, attempts, failure.message());
        position = event.seq();
        deliveries.failed();
        return true;
      } catch (StoreException e) {
        LOG.warn("{} stops at {}: {}", reader, event.id(), e.getMessage());
        return false;
      }
    }

    /** Waits before another attempt; false when somebody else serves meanwhile. */
    private boolean pause(Duration wait, Subscriber now) {
      lock.lock();
      try {
        long left = wait.toNanos();
        while (left > 0 && worker == this && subscriber == now && !closed) {
          left = signal.awaitNanos(left);
        }
        boolean same = worker == this && subscriber == now && !closed;
        signalled = true;
        return same;
      } catch (InterruptedException late) {
        return true;
      } finally {
        lock.unlock();
      }
    }
  }

  private void begin() {
    if (!begun) {
      position = tools.begin(reader, startAt);
      begun = true;
    }
  }

  private List<Event> read() {
    try {
      return tools.log().read(position, PAGE);
    } catch (DamagedEventException e) {
      LOG.error("{} cannot be given event {}: {}", reader, e.seq(), e.getMessage());
      deliveries.failed();
      position = e.seq();
      tools.cursors().moved(reader, position);
      return List.of();
    }
  }

  /**
   * On the watchdog's thread: this thread never came back; the event stays, unless it did so
   * before.
   */
  private void lost(Worker gone) {
    lock.lock();
    try {
      if (worker != gone) {
        return;
      }
      worker = null;
      Event event = gone.inHand;
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
