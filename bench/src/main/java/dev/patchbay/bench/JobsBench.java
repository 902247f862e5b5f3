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
  private static final int PAUSE_MILLIS = 20;

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
        Patience.until(() -> receipts(daemon, repository.head()), count -> count == JOBS);
        if (round >= WARM) {
          rates[round - WARM] = JOBS * 1e9 / (System.nanoTime() - begin);
        }
      }
    }
    report.row("jobs: /bin/true with receipts, 64 a push", "/s", "400", rates);
  }

  /** How many of the newest receipts are of the commit; asked seldom, for asking takes time too. */
  private static int receipts(DaemonProcess daemon, String commit)
      throws IOException, InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    String newest = daemon.call("receipts", "--json", "--limit", Integer.toString(JOBS));
    return newest.split("\"commit\" *: *\"" + commit, -1).length - 1;
  }
}
