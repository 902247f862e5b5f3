package dev.patchbay.core.hook;

import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.Event;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.PluginCall;
import dev.patchbay.core.board.Seat;
import dev.patchbay.core.log.Cursors.Cursor;
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

  /** Before the store is asked again that did not answer. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final String HUNG = "it hung, and its thread was given up";

  /** So far the cursor may be behind on events that the hook does not want. */
  private static final long UNSAVED = 1000;

  private final Lane lane;
  private final LaneTools tools;
  private final PluginCall door;

  /** The event that is being delivered, or was last. */
  private volatile @Nullable Event inHand;

  /** The dead letter that is being delivered. */
  private volatile @Nullable Redelivery redelivering;

  /** What was read and not come to, for who serves next: it is not to wait for another look. */
  private List<Event> ahead = List.of();

  private long saved;

  /** Whether the store did not answer the last time. */
  private boolean waiting;

  LaneWorker(Lane lane, LaneTools tools, PluginCall door) {
    this.lane = lane;
    this.tools = tools;
    this.door = door;
    this.saved = lane.place().now().position();
  }

  @Override
  public void run() {
    Seat seat = door.seat(() -> lane.lost(this));
    try {
      while (lane.has(this) && (advances(seat) || lane.awaitWork(this))) {
        // Until there is nothing to do for a while, or the lane has another worker.
      }
      if (lane.isIdle() && lane.place().now().position() > saved) {
        tools.cursors().moved(lane.place().now());
      }
    } finally {
      door.release(seat);
      lane.left(this);
    }
  }

  /** While the store does not accept, nothing is given to the hook that could not be accounted. */
  private boolean advances(Seat seat) {
    try {
      boolean more = advance(seat);
      waiting = false;
      return more;
    } catch (StoreException e) {
      if (!waiting && !lane.isClosed()) {
        LOG.warn("{} waits for the store: {}", lane.reader(), e.getMessage());
      }
      waiting = true;
      lane.moved(); // where it stands is perhaps not known yet
      awaitStore();
      return true;
    }
  }

  private void awaitStore() {
    Subscriber now = lane.subscriberOf(this);
    while (now != null && lane.pause(this, now, PAUSE) && !tools.store().accepting()) {
      // Until it accepts, or the hook is another, or gone.
    }
  }

  /** Delivers a page of what there is; whether there may be more. */
  private boolean advance(Seat seat) {
    Subscriber now = lane.subscriberOf(this);
    if (now == null) {
      return false;
    }
    lane.begin();
    saved = Math.min(saved, lane.place().now().position()); // it may have been set back
    if (!now.refusal().isEmpty()) {
      lane.redeliveries().refuse(now.refusal());
      return false;
    }
    redeliver(seat, now);
    Passing passing = lane.passing();
    for (Event one = passing.next(); one != null; one = passing.next()) {
      deliverOnce(seat, now, one);
    }
    List<Event> events = read();
    if (events.isEmpty()) {
      deliverTick(seat, now);
      return false;
    }
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (!lane.goesOn(this, now)) {
        ahead = events.subList(i, events.size());
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

  /** A damaged event becomes a dead letter: it would hold up the hook for ever. */
  private List<Event> read() {
    List<Event> left = ahead;
    ahead = List.of();
    while (true) {
      long position = lane.place().now().position();
      if (!left.isEmpty() && left.getFirst().seq() == position + 1) {
        return left;
      }
      try {
        return tools.log().read(position, PAGE);
      } catch (DamagedEventException e) {
        Cursor past = lane.place().buried(e.seq());
        tools.buryDamaged(past, e);
        lane.place().go(past);
      }
    }
  }

  private void pass(Event event) {
    Cursor past = lane.place().passed(event.seq());
    if (event.seq() - saved > UNSAVED) {
      save(past);
    }
  }

  private void save(Cursor past) {
    saved = past.position();
    tools.cursors().moved(past);
  }

  private void deliverTick(Seat seat, Subscriber now) {
    DaemonTick event = lane.passing().takeTick();
    if (event != null && now.wants(event)) {
      deliverOnce(seat, now, event);
    }
  }

  /** What is not stored is not tried again, and no dead letter. */
  private void deliverOnce(Seat seat, Subscriber now, Event event) {
    inHand = null;
    now.deliver(seat, event).ifPresent(one -> lane.trouble().failed(event, one.message()));
  }

  /** Delivers one event; false when nobody can take it now. */
  private boolean deliver(Seat seat, Subscriber now, Event event) {
    inHand = event;
    Tried tried = attempt(seat, now, event);
    if (tried instanceof Tried.Cut) {
      return false;
    }
    if (tried instanceof Tried.Refused refused) {
      Cursor past = lane.place().buried(event.seq());
      lane.trouble().failed(event, refused.error());
      tools.bury(past, event, refused.attempts(), refused.error());
      save(lane.place().go(past));
    } else {
      lane.trouble().taken();
      save(lane.place().delivered(event.seq()));
    }
    return true;
  }

  private void redeliver(Seat seat, Subscriber now) {
    RedeliveryQueue queue = lane.redeliveries();
    for (Redelivery one = queue.next(); one != null; one = queue.next()) {
      try {
        redeliver(seat, now, one);
      } catch (StoreException e) {
        one.kept("it was tried, and what came of it could not be written: " + e.getMessage());
        throw e;
      } finally {
        redelivering = null;
      }
    }
  }

  private void redeliver(Seat seat, Subscriber now, Redelivery one) {
    if (!now.wants(one.event())) {
      one.kept("the hook does not take " + one.event().name() + " any more");
      return;
    }
    redelivering = one;
    Tried tried = attempt(seat, now, one.event());
    if (tried instanceof Tried.Cut) {
      one.kept("cut off before it ended; try it again");
    } else if (tried instanceof Tried.Refused refused) {
      tools
          .store()
          .change(
              tx ->
                  tools.letters().returned(tx, one.letter(), refused.attempts(), refused.error()));
      one.kept(refused.error());
    } else {
      tools.store().write(tx -> tools.letters().remove(tx, one.letter()));
      tools.cursors().moved(lane.place().redelivered());
      one.answer().complete(Retried.taken(one.letter()));
    }
  }

  /** Gives an event to the hook as often as it takes. */
  private Tried attempt(Seat seat, Subscriber now, Event event) {
    for (int attempt = 1; ; attempt++) {
      Optional<Failure> failure = now.deliver(seat, event);
      if (!lane.has(this)) {
        return new Tried.Cut();
      }
      if (failure.isEmpty()) {
        return new Tried.Taken();
      }
      if (failure.get().cause() == Failure.Cause.GONE || !now.refusal().isEmpty()) {
        return new Tried.Cut();
      }
      Optional<Duration> wait = tools.retry().wait(failure.get(), attempt);
      if (wait.isEmpty()) {
        return new Tried.Refused(attempt, failure.get().message());
      }
      LOG.debug("{} takes {} again in {}", lane.reader(), event.id(), wait.get());
      if (!lane.pause(this, now, wait.get())) {
        return new Tried.Cut();
      }
    }
  }

  /** It never came back; answers what is to be done about that without the lane's lock. */
  Runnable lost() {
    Redelivery again = redelivering;
    Event event = inHand;
    Cursor now = lane.place().now();
    if (again != null) {
      return () -> {
        tools.returnedLater(again.letter(), 1, HUNG);
        again.kept(HUNG);
      };
    }
    if (event == null) {
      return () -> {};
    }
    if (now.hung() == event.seq()) {
      Cursor past = lane.place().go(lane.place().buried(event.seq()));
      return () -> tools.buryLater(past, event, "it hung twice");
    }
    lane.place().go(now.hungOn(event.seq()));
    return () -> tools.hungLater(now, event.seq());
  }
}
