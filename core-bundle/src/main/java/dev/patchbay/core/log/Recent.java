package dev.patchbay.core.log;

import dev.patchbay.api.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The end of the log in memory, for readers that keep up; bounded by bytes, not by events. */
final class Recent {
  record Kept(Event event, long bytes) {}

  private final long most;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private long bytes;
  private long last;

  Recent(long most) {
    this.most = most;
  }

  synchronized void startAt(long seq) {
    last = seq;
  }

  synchronized long last() {
    return last;
  }

  synchronized void add(List<Kept> events) {
    events.forEach(this::add);
  }

  private void add(Kept added) {
    long seq = added.event().seq();
    if (seq != last + 1) { // somebody else has appended what is between
      kept.clear();
      bytes = 0;
    }
    last = seq;
    kept.addLast(added);
    bytes += added.bytes();
    while (bytes > most) {
      bytes -= kept.removeFirst().bytes();
    }
  }

  /** What is up to there is no longer in the log. */
  synchronized void forget(long seq) {
    while (!kept.isEmpty() && kept.getFirst().event().seq() <= seq) {
      bytes -= kept.removeFirst().bytes();
    }
  }

  /** What follows, or nothing when some of it is no longer here. */
  synchronized Optional<List<Event>> after(long seq, int limit) {
    if (seq >= last) {
      return Optional.of(List.of());
    }
    if (seq < last - kept.size()) {
      return Optional.empty();
    }
    int size = (int) Math.min(limit, last - seq);
    List<Event> events = new ArrayList<>(size);
    if (last - seq == size) { // the common case: a reader that wants the end of it
      Iterator<Kept> backwards = kept.descendingIterator();
      while (events.size() < size) {
        events.add(backwards.next().event());
      }
      return Optional.of(events.reversed());
    }
    Iterator<Kept> forwards = kept.iterator();
    for (long skip = seq - (last - kept.size()); skip > 0; skip--) {
      forwards.next();
    }
    while (events.size() < size) {
      events.add(forwards.next().event());
    }
    return Optional.of(events);
  }
}
