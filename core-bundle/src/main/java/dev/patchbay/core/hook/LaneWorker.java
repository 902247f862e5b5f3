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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a lane's thread does, as long as it is the lane's. */
final class LaneWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final int PAGE = 256;

  /** So far the cursor may be behind on events that the hook does not want. */
  private static final long UNSAVED = 1000;

  private final Lane lane;
  private final LaneTools tools;
  private final PluginCall door;
  private volatile @Nullable Event inHand;
  private long saved;

  LaneWorker(Lane lane, LaneTools tools, PluginCall door) {
    this.lane = lane;
    this.tools = tools;
    this.door = door;
  }

  /** The event that is being delivered, or was last. */
  @Nullable Event inHand() {
    return inHand;
  }

  @Override
  public void run() {
    Seat seat = door.seat(() -> lane.lost(this));
    try {
      lane.begin();
      saved = lane.position();
      while (lane.has(this) && (advance(seat) || lane.awaitWork(this))) {
        // Until there is nothing to do for a while, or the lane has another worker.
      }
    } catch (StoreException e) {
      LOG.warn("{} stands still until something changes: {}", lane.reader(), e.getMessage());
    } finally {
      door.release(seat);
      lane.left(this);
    }
  }

  /** Delivers a page of what there is; whether there may be more. */
  private boolean advance(Seat seat) {
    Subscriber now = lane.subscriberOf(this);
    if (now == null || !now.refusal().isEmpty()) {
      return false;
    }
    List<Event> events = read();
    if (events.isEmpty()) {
      deliverTick(seat, now);
      return false;
    }
    for (Event event : events) {
      if (lane.subscriberOf(this) != now) {
        return true;
      }
      if (!now.wants(event)) {
        pass(event);
      } else if (!deliver(seat, now, event)) {
        return false;
      }
    }
    return true;
  }

  /** A damaged event is said and passed: it would hold up the hook for ever. */
  private List<Event> read() {
    while (true) {
      try {
        return tools.log().read(lane.position(), PAGE);
      } catch (DamagedEventException e) {
        LOG.error("{} cannot be given event {}: {}", lane.reader(), e.seq(), e.getMessage());
        lane.deliveries().failed();
        past(e.seq());
      }
    }
  }

  private void pass(Event event) {
    lane.passed(event.seq());
    if (event.seq() - saved > UNSAVED) {
      past(event.seq());
    }
  }

  private void past(long seq) {
    lane.passed(seq);
    saved = seq;
    tools.cursors().moved(lane.reader(), seq);
  }

  private void deliverTick(Seat seat, Subscriber now) {
    DaemonTick event = lane.takeTick();
    if (event != null && now.wants(event)) {
      now.deliver(seat, event)
          .ifPresent(one -> LOG.warn("{} on daemon:tick: {}", lane.reader(), one.message()));
    }
  }

  /** Delivers one event as often as it takes; false when nobody can take it now. */
  private boolean deliver(Seat seat, Subscriber now, Event event) {
    inHand = event;
    for (int attempt = 1; ; attempt++) {
      Optional<Failure> failure = now.deliver(seat, event);
      if (!lane.has(this)) {
        return false;
      }
      if (failure.isEmpty()) {
        lane.deliveries().delivered();
        past(event.seq());
        return true;
      }
      if (failure.get().cause() == Failure.Cause.GONE || !now.refusal().isEmpty()) {
        return false; // cut off, so it does not count: the event goes to who comes next
      }
      Optional<Duration> wait = tools.retry().wait(failure.get(), attempt);
      if (wait.isEmpty()) {
        tools.bury(lane.reader(), event, attempt, failure.get().message());
        lane.deliveries().failed();
        past(event.seq());
        return true;
      }
      LOG.debug("{} takes {} again in {}", lane.reader(), event.id(), wait.get());
      if (!lane.pause(this, now, wait.get())) {
        return false;
      }
    }
  }
}
