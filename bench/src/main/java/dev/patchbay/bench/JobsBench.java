package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * One push starts 64 jobs of nothing; the round ends when the note of its commit has all receipts.
 * It is read from outside, for the daemon's answers would take their time from the jobs.
 */
final class JobsBench implements Measurement {
  private static final int JOBS = 64;
  private static final int WARM = 8;
  private static final int ROUNDS = 15;

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
        Patience.until(() -> repository.receipts(), count -> count == JOBS);
        if (round >= WARM) {
          rates[round - WARM] = JOBS * 1e9 / (System.nanoTime() - begin);
        }
      }
      daemon.call("status");
    }
    report.row("jobs: /bin/true with receipts, 64 a push", "/s", "400", rates);
  }
}
