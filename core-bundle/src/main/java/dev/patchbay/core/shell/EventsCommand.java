package dev.patchbay.core.shell;

import dev.patchbay.api.event.Event;
import dev.patchbay.core.log.DamagedEventException;
import dev.patchbay.core.log.EventCodec;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code events}: written as it is read, so that a log of millions takes no memory. */
@Command(name = "events", description = "the log of events")
final class EventsCommand implements Callable<Integer> {
  private static final int PAGE = 500;

  /** Without {@code --since}: what a person can still look through. */
  private static final int LATEST = 1000;

  private static final List<String> HEAD =
      List.of("id", "seq", "name", "type", "time", "repository");

  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  @Option(names = "--since", paramLabel = "SEQ", description = "those after this one; 0 for all")
  private @Nullable Long since;

  @Option(names = "--follow", description = "then wait for more; with --json one document a line")
  private boolean follow;

  EventsCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() throws InterruptedException {
    Desk rooms = desk.get();
    long last = rooms.log().last();
    long from = start(last);
    boolean document = output.isJson() && !follow;
    if (document) {
      call.out().print("{\"events\":[");
    }
    boolean whole =
        print(rooms, from, follow ? OptionalLong.empty() : OptionalLong.of(last), document);
    if (document) {
      call.out().println("]}");
    }
    return whole ? 0 : CommandFailure.FAILED;
  }

  private long start(long last) {
    if (since != null) {
      return since;
    }
    return follow ? last : Math.max(0, last - LATEST);
  }

  /** Whether all could be read; what could not is named, and the rest is listed. */
  private boolean print(Desk rooms, long from, OptionalLong last, boolean document)
      throws InterruptedException {
    Duration wait = follow ? Duration.ofSeconds(30) : Duration.ZERO;
    long seq = from;
    boolean first = true;
    boolean whole = true;
    while (!call.out().checkError()) {
      long next = seq;
      List<Event> events = List.of();
      try {
        events = read(rooms, seq, wait);
        next = events.isEmpty() ? seq : events.getLast().seq();
      } catch (DamagedEventException e) {
        call.err().println(e.getMessage());
        whole = false;
        next = e.seq();
      }
      for (Event event : events) {
        if (last.isPresent() && event.seq() > last.getAsLong()) {
          return whole;
        }
        if (document && !first) {
          call.out().print(",");
        }
        first = false;
        print(rooms.codec(), event, document);
      }
      if (last.isPresent() && (next >= last.getAsLong() || next == seq)) {
        return whole;
      }
      seq = next;
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return whole;
  }

  private static List<Event> read(Desk rooms, long seq, Duration wait) {
    List<Event> there = rooms.log().read(seq, PAGE);
    return there.isEmpty() && wait.isPositive()
        ? rooms.records().events(seq, PAGE, wait).items()
        : there;
  }

  private void print(EventCodec codec, Event event, boolean document) {
    if (document) {
      call.out().print(codec.json(event));
    } else if (output.isJson()) {
      call.out().println(codec.json(event));
    } else {
      String type = event.type().isEmpty() ? "" : " " + event.type();
      String body = codec.json(event).remove(HEAD).toString();
      String line =
          Table.plain(
              event.seq()
                  + "  "
                  + event.time()
                  + "  "
                  + event.name()
                  + type
                  + "  "
                  + Words.orDash(event.repository())
                  + "  "
                  + body);
      int room = call.columns();
      call.out().println(room > 20 ? DisplayWidth.cut(line, room) : line);
    }
  }
}
