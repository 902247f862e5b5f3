package dev.patchbay.itest.torture;

import java.io.IOException;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at everything that listings show: who has seen something may count on it. */
final class Observer extends Actor {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Control control;
  private final Book book;
  private long last;

  Observer(Control control, Book book, Random random, int pauseMillis) {
    super("observer", random, pauseMillis);
    this.control = control;
    this.book = book;
  }

  @Override
  void once() throws IOException {
    Answer events = control.call("events", "--since", Long.toString(last), "--json");
    for (JsonNode event : list(events, "events")) {
      long seq = event.get("seq").asLong();
      book.seen(new Book.Seen(seq, event.get("id").asString(), event.get("name").asString()));
      last = Math.max(last, seq);
    }
    switch (random.nextInt(4)) {
      case 0 -> {
        for (JsonNode run : list(control.call("runs", "--json", "--limit", "50"), "runs")) {
          String status = run.get("status").asString();
          if (!status.equals("queued") && !status.equals("running")) {
            book.ended(run.get("id").asString(), status);
          }
        }
      }
      case 1 -> {
        for (JsonNode receipt :
            list(control.call("receipts", "--json", "--limit", "50"), "receipts")) {
          book.receipt(receipt.get("id").asString(), receipt.toString());
        }
      }
      default -> {}
    }
  }

  private static JsonNode list(Answer answer, String name) throws IOException {
    if (!answer.ok()) {
      throw new IOException(answer.printed());
    }
    return MAPPER.readTree(answer.printed()).get(name);
  }
}
