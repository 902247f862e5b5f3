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
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    BareRepository repository = new BareRepository(folder.resolve("app.git"), Map.of());
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("patchbay.yaml"),
        "plugins: { webhook-alerts: { url: 'http://127.0.0.1:9/' } }\n");
    FilledLog.fill(home.resolve("state/patchbay.db"), EVENTS);
    double[] level = new double[SAMPLES];
    double[] behind = new double[SAMPLES];
    try (var daemon = new DaemonProcess(home, repository.path())) {
      Patience.until(
          () -> daemon.call("plugins"), all -> all.matches("(?s).*webhook-alerts.*registered.*"));
      for (int i = 0; i < SAMPLES; i++) {
        level[i] = live(daemon);
      }
      double resident = daemon.memory("Rss");
      long begin = System.nanoTime();
      daemon.call("replay", "webhook-alerts", "--since", "0");
      for (int i = 0; i < SAMPLES; i++) {
        behind[i] = live(daemon);
      }
      double residentBehind = daemon.memory("Rss");
      long left = lag(daemon);
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (left == 0) {
        throw new IOException("the hook was not behind long enough to be measured");
      }
      report.row("behind: live heap, the hook is not behind", "MiB", level);
      report.row("behind: live heap, it is 5,000,000 events behind", "MiB", behind);
      report.row("behind: the second to the first", "", "1", median(behind) / median(level));
      report.row("behind: resident memory, before", "MiB", resident);
      report.row("behind: resident memory, while it is behind", "MiB", residentBehind);
      report.row("behind: events that it passes", "/s", (EVENTS - left) / seconds);
    }
  }

  private static long lag(DaemonProcess daemon) throws IOException {
    Matcher lag = LAG.matcher(daemon.call("plugins", "--json"));
    return lag.find() ? Long.parseLong(lag.group(1)) : -1;
  }

  /** What can be reached of the heap, in MiB: counted in a pause, so without any garbage. */
  private static double live(DaemonProcess daemon) throws IOException, InterruptedException {
    Matcher total = TOTAL.matcher(daemon.diagnose("GC.class_histogram"));
    if (!total.find()) {
      throw new IOException("jcmd tells no total of the heap");
    }
    return Double.parseDouble(total.group(1)) / (1 << 20);
  }

  private static double median(double... values) {
    return DoubleStream.of(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }
}
