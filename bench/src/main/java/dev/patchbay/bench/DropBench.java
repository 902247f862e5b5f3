package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** From a jar's rename into the folder, over the one that runs, to the first call of its code. */
final class DropBench implements Measurement {
  private static final int WARM = 10;
  private static final int DROPS = 100;

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    double[] millis = new double[DROPS];
    try (Relay relay = new Relay(folder, VersionedJar::of)) {
      for (int i = 0; i < WARM + DROPS; i++) {
        int before = relay.version();
        Path jar = relay.next();
        Instant begin = relay.drop(jar);
        double took = Relay.millis(begin, relay.first(relay.version()));
        relay.last(before); // the next one is not to wait for what is left of this one
        if (i >= WARM) {
          millis[i - WARM] = took;
        }
      }
      relay.requireBehind();
    }
    report.row("drop: jar in the folder to its first call, p50", "ms", "150", millis);
    Arrays.sort(millis);
    report.row("drop: the same, p95", "ms", millis[DROPS * 95 / 100]);
  }
}
