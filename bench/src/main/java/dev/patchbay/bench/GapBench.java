package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How long nobody serves in an update: from the end of the old version's last call to the beginning
 * of the new one's first, while events wait. Beside it what lies between two calls anyhow is
 * nothing: microseconds.
 */
final class GapBench implements Measurement {
  private static final int WARM = 10;
  private static final int UPDATES = 300;

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    double[] gaps = gaps(Files.createDirectory(folder.resolve("beside")), VersionedJar::of);
    report.row("gap: an update under load, nobody serves, p50", "ms", gaps);
    report.row("gap: the same, p99", "ms", "10", of(gaps, 99));
    gaps = gaps(Files.createDirectory(folder.resolve("instead")), VersionedJar::replacing);
    report.row("gap: of a plugin that stops first, stop to serving, p50", "ms", gaps);
    report.row("gap: the same, p95", "ms", "50", of(gaps, 95));
  }

  private static double of(double[] gaps, int percent) {
    return Arrays.stream(gaps).sorted().toArray()[gaps.length * percent / 100];
  }

  private static double[] gaps(Path folder, Relay.Versions versions)
      throws IOException, InterruptedException {
    double[] gaps = new double[UPDATES];
    try (Relay relay = new Relay(folder, versions)) {
      for (int i = 0; i < WARM + UPDATES; i++) {
        int before = relay.version();
        relay.update(relay.next());
        double gap = Relay.millis(relay.last(before), relay.first(relay.version()));
        if (i >= WARM) {
          gaps[i - WARM] = gap;
        }
      }
      relay.requireBehind();
    }
    return gaps;
  }
}
