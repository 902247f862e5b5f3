package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** Whether a hook that is 5 million events behind takes more memory than one that is not. */
final class BehindBench implements Measurement {
  private static final int EVENTS = 5_000_000;
  private static final int SAMPLES = 5;
  private static final Pattern LAG = Pattern.compile("\"lag\":([0-9]+)");
  private static final Pattern GENERATION =
      Pattern.compile("(?i)^ *(?:def ?new|tenured)[^\n]* used ([0-9]+)K", Pattern.MULTILINE);

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    BareRepository repository = new BareRepository(folder.resolve("app.git"), Map.of());
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("patchbay.yaml"),
        "plugins: { webhook-alerts: { url: 'http://127.0.0.1:9/' } }\n");
    FilledLog.fill(home.resolve("state/patchbay.db"), EVENTS);
    try (var daemon = new DaemonProcess(home, repository.path())) {
      Patience.until(() -> lag(daemon), lag -> lag == 0);
      double[] level = new double[SAMPLES];
      double[] behind = new double[SAMPLES];
      for (int i = 0; i < SAMPLES; i++) {
        level[i] = live(daemon);
      }
      long begin = System.nanoTime();
      daemon.call("replay", "webhook-alerts", "--since", "0");
      for (int i = 0; i < SAMPLES; i++) {
        behind[i] = live(daemon);
        if (lag(daemon) == 0) {
          throw new IOException("the hook was not behind long enough to be measured");
        }
      }
      Patience.until(() -> lag(daemon), lag -> lag == 0);
      double seconds = (System.nanoTime() - begin) / 1e9;
      report.row("behind: live heap, the hook is not behind", "MiB", level);
      report.row("behind: live heap, it is 5,000,000 events behind", "MiB", behind);
      report.row("behind: the second to the first", "", "1", median(behind) / median(level));
      report.row("behind: events that it passes", "/s", EVENTS / seconds);
    }
  }

  private static long lag(DaemonProcess daemon) throws IOException {
    Matcher lag = LAG.matcher(daemon.call("plugins", "--json"));
    return lag.find() ? Long.parseLong(lag.group(1)) : -1;
  }

  /** What is left of the heap after a collection, in MiB. */
  private static double live(DaemonProcess daemon) throws IOException, InterruptedException {
    daemon.diagnose("GC.run");
    Matcher used = GENERATION.matcher(daemon.diagnose("GC.heap_info"));
    double kilobytes = 0;
    while (used.find()) {
      kilobytes += Double.parseDouble(used.group(1));
    }
    return kilobytes / 1024;
  }

  private static double median(double... values) {
    return DoubleStream.of(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }
}
