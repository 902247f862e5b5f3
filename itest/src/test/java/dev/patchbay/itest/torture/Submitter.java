package dev.patchbay.itest.torture;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs jobs by hand, and cancels some of them. */
final class Submitter extends Actor {
  private final Control control;
  private final Book book;
  private final List<String> runs = new ArrayList<>();

  Submitter(Control control, Book book, Random random, int pauseMillis) {
    super("submitter", random, pauseMillis);
    this.control = control;
    this.book = book;
  }

  @Override
  void once() throws IOException {
    if (random.nextInt(3) > 0 || runs.isEmpty()) {
      String repository = random.nextBoolean() ? Scene.PLAIN : Scene.HOOKED;
      String job = List.of("slow", "levels", "each").get(random.nextInt(3));
      Answer answer = control.call("run", job, "--repo", repository, "--detach");
      if (answer.ok()) {
        String run = answer.printed().strip();
        book.submitted(run);
        runs.add(run);
      }
      return;
    }
    String run = runs.get(runs.size() - 1 - random.nextInt(Math.min(3, runs.size())));
    book.askedToEnd(run);
    if (control.call("cancel", run).ok()) {
      book.cancelled(run, Instant.now());
    }
  }
}
