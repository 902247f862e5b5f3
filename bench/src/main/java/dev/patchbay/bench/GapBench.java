package dev.patchbay.bench;

import java.io.IOException;
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
    double[] gaps = new double[UPDATES];
    try (Relay relay = new Relay(folder)) {
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
    report.row("gap: an update under load, nobody serves, p50", "ms", gaps);
    Arrays.sort(gaps);
    report.row("gap: the same, p99", "ms", "10", gaps[UPDATES * 99 / 100]);
  }
}
