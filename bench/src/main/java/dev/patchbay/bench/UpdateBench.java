package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The whole of {@code plugin update}: within it one version stops and the other serves. */
final class UpdateBench implements Measurement {
  private static final int WARM = 10;
  private static final int UPDATES = 60;

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    BareRepository repository = new BareRepository(folder.resolve("app.git"), Map.of());
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("patchbay.yaml"),
        "plugins: { webhook-alerts: { url: 'http://127.0.0.1:9/' } }\n");
    Path shipped = DaemonProcess.plugin("webhook");
    double[] millis = new double[UPDATES];
    try (var daemon = new DaemonProcess(home, repository.path())) {
      for (int i = 0; i < WARM + UPDATES; i++) {
        Path update = VersionedJar.of(shipped, "2.0." + i, folder);
        long begin = System.nanoTime();
        daemon.call("plugin", "update", update.toString());
        if (i >= WARM) {
          millis[i - WARM] = (System.nanoTime() - begin) / 1e6;
        }
      }
      String serves = "2.0." + (WARM + UPDATES - 1);
      Patience.until(() -> daemon.call("plugins"), plugins -> plugins.contains(serves));
    }
    report.row("plugin: update, command to answer, p50", "ms", millis);
    Arrays.sort(millis);
    report.row("plugin: update, command to answer, p95", "ms", millis[UPDATES * 95 / 100]);
  }
}
