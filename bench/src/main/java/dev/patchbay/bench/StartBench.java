package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** From nothing to ready in a new home, and the memory it has then. */
final class StartBench implements Measurement {
  private static final int ROUNDS = 7;
  private static final int SETTLED_MILLIS = 2_000;

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    BareRepository repository = new BareRepository(folder.resolve("app.git"), Map.of());
    double[] ready = new double[ROUNDS];
    double[] rss = new double[ROUNDS];
    double[] pss = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      try (var daemon = new DaemonProcess(folder.resolve("home-" + i), repository.path())) {
        ready[i] = daemon.readyMillis();
        Thread.sleep(SETTLED_MILLIS);
        rss[i] = daemon.memory("Rss");
        pss[i] = daemon.memory("Pss");
      }
    }
    report.row("daemon: cold start to ready", "ms", "1,000", ready);
    report.row("daemon: idle, resident", "MiB", "130", rss);
    report.row("daemon: idle, proportional", "MiB", "130", pss);
  }
}
