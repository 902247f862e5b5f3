package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** One push starts 64 jobs of nothing; the round ends when all receipts are written. */
final class JobsBench implements Measurement {
  private static final int JOBS = 64;
  private static final int WARM = 4;
  private static final int ROUNDS = 7;

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    Map<String, String> jobs = new TreeMap<>();
    for (int i = 0; i < JOBS; i++) {
      jobs.put("job-" + i, "on: { pushTo: [main] }\nworkspace: none\nrun: [/bin/true]\n");
    }
    BareRepository repository = new BareRepository(folder.resolve("app.git"), jobs);
    double[] rates = new double[ROUNDS];
    try (var daemon = new DaemonProcess(folder.resolve("home"), repository.path())) {
      for (int round = 0; round < WARM + ROUNDS; round++) {
        long begin = repository.push();
        int receipts = JOBS * (round + 1);
        Patience.until(() -> receipts(daemon), count -> count >= receipts);
        if (round >= WARM) {
          rates[round - WARM] = JOBS * 1e9 / (System.nanoTime() - begin);
        }
      }
    }
    report.row("jobs: /bin/true with receipts, 64 a push", "/s", "400", rates);
  }

  /** One line for each, as the command without --json prints them, below a heading. */
  private static long receipts(DaemonProcess daemon) throws IOException {
    return daemon.call("receipts", "--limit", "1000").lines().filter(l -> l.contains("job-")).count();
  }
}
