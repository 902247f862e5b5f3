package dev.patchbay.bench;

import java.nio.file.Path;
import java.util.stream.DoubleStream;

/** How many events a second are durable and delivered, with 1, 10 and 100 hooks. */
final class LogBench implements Measurement {
  private static final int ROUNDS = 5;
  private static final int EVENTS = 50_000;

  @Override
  public void run(Path folder, Report report) throws InterruptedException {
    for (int hooks : new int[] {1, 10, 100}) {
      try (LogThroughput log = new LogThroughput(folder.resolve("home-" + hooks), hooks)) {
        log.ahead(2 * EVENTS); // warms up
        double[] ahead = new double[ROUNDS];
        double[] waiting = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
          ahead[i] = log.ahead(EVENTS);
          waiting[i] = log.waiting(64, EVENTS);
        }
        String goal = hooks == 10 ? "50,000" : "";
        report.row("log: events to " + hooks + " hooks, 1,000 under way", "/s", goal, ahead);
        report.row("log: events to " + hooks + " hooks, 64 waiting", "/s", goal, waiting);
        double[] calls = DoubleStream.of(ahead).map(rate -> rate * hooks).toArray();
        report.row("log: deliveries to " + hooks + " hooks, 1,000 under way", "/s", calls);
      }
    }
  }
}
