package dev.patchbay.core.shell;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.query.Page;
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
    print(rooms, from, follow ? OptionalLong.empty() : OptionalLong.of(last), document);
    if (document) {
      call.out().println("]}");
    }
    return 0;
  }

  private long start(long last) {
    if (since != null) {
      return since;
    }
    return follow ? last : Math.max(0, last - LATEST);
  }

  private void print(Desk rooms, long from, OptionalLong last, boolean document)
      throws InterruptedException {
    Duration wait = follow ? Duration.ofSeconds(30) : Duration.ZERO;
    long seq = from;
    boolean first = true;
    while (!call.out().checkError()) {
      Page<Event> page = rooms.records().events(seq, PAGE, wait);
      for (Event event : page.items()) {
        if (last.isPresent() && event.seq() > last.getAsLong()) {
          return;
        }
        if (document && !first) {
          call.out().print(",");
        }
        first = false;
        print(rooms.codec(), event, document);
      }
      long next = Long.parseLong(page.next());
      if (last.isPresent() && (next >= last.getAsLong() || next == seq)) {
        return;
      }
      seq = next;
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
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
