package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a good hook notices of bad ones: the same events in the same pace to a daemon with it alone,
 * and to one with all offenders beside it, by turns. The figure is the lateness of a delivery, from
 * the time of its event, as the hook itself sees it.
 */
final class HostileBench implements Measurement {
  private static final List<String> OFFENDERS =
      List.of(
          "throws",
          "error",
          "overflow",
          "exits",
          "halts",
          "references",
          "hook",
          "memory",
          "floods",
          "threads",
          "hangs",
          "swallows",
          "spins");

  private static final int TURNS = 3;
  private static final int WARM = 200;
  private static final int EVENTS = 1_000;
  private static final int BURST = 10;
  private static final int PAUSE_MILLIS = 100;

  private final Path fixtures = Path.of(System.getProperty("patchbay.fixtures", "."));

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    double[] calmMedian = new double[TURNS];
    double[] calmWorst = new double[TURNS];
    double[] besetMedian = new double[TURNS];
    double[] besetWorst = new double[TURNS];
    double[] ratio = new double[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      double[] calm = late(Files.createDirectory(folder.resolve("calm" + turn)), List.of());
      double[] beset = late(Files.createDirectory(folder.resolve("beset" + turn)), OFFENDERS);
      calmMedian[turn] = calm[EVENTS / 2];
      calmWorst[turn] = calm[EVENTS * 99 / 100];
      besetMedian[turn] = beset[EVENTS / 2];
      besetWorst[turn] = beset[EVENTS * 99 / 100];
      ratio[turn] = besetWorst[turn] / calmWorst[turn];
    }
    report.row("hostile: a good hook alone, p50", "ms", calmMedian);
    report.row("hostile: a good hook alone, p99", "ms", calmWorst);
    report.row("hostile: beside 13 bad ones, p50", "ms", besetMedian);
    report.row("hostile: beside 13 bad ones, p99", "ms", besetWorst);
    report.row("hostile: p99 beside bad ones to p99 alone", "times", "2", ratio);
  }

  /** How late each of the events was, in order of that, in milliseconds. */
  private double[] late(Path folder, List<String> offenders)
      throws IOException, InterruptedException {
    BareRepository repository = new BareRepository(folder.resolve("app.git"), Map.of());
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("plugins"));
    Path told = folder.resolve("told.txt");
    StringBuilder yaml = new StringBuilder("daemon: { drain: 1s }\nplugins:\n");
    yaml.append("  witness: { file: '").append(told).append("' }\n");
    for (String offender : offenders) {
      yaml.append("  hostile~%s: { behaviour: %s }\n".formatted(offender, offender));
    }
    Files.writeString(home.resolve("patchbay.yaml"), yaml);
    try (var daemon = new DaemonProcess(home, repository.path(), "-Dpatchbay.hook.timeout=PT1S")) {
      drop(home, "witness");
      Patience.until(
          () -> daemon.call("plugins"), all -> all.matches("(?s).*witness.*registered.*"));
      tags(repository, "warm", WARM);
      await(told, WARM);
      if (!offenders.isEmpty()) {
        drop(home, "hostile");
        Patience.until(() -> daemon.call("plugins"), all -> count(all, "registered") > 13);
      }
      tags(repository, "measured", EVENTS);
      await(told, WARM + EVENTS);
      if (!offenders.isEmpty()) {
        Patience.until(() -> daemon.call("plugins"), all -> count(all, "quarantined") >= 2);
      }
    }
    return Files.readAllLines(told).stream()
        .filter(line -> line.startsWith("measured"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))) / 1000)
        .sorted()
        .toArray();
  }

  private static void tags(BareRepository repository, String name, int number)
      throws IOException, InterruptedException {
    for (int i = 0; i < number; i++) {
      repository.tag(name + i);
      if (i % BURST == BURST - 1) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static void await(Path told, int number) throws IOException, InterruptedException {
    Patience.until(
        () -> Files.exists(told) ? Files.readAllLines(told).size() : 0, lines -> lines >= number);
  }

  private static long count(String text, String word) {
    return Arrays.stream(text.split("\\s+")).filter(word::equals).count();
  }

  private void drop(Path home, String plugin) throws IOException {
    Path half = home.resolve("plugins/." + plugin + ".part");
    Files.copy(fixtures.resolve(plugin + "-1.0.0.jar"), half);
    Files.move(half, home.resolve("plugins/" + plugin + ".jar"), StandardCopyOption.ATOMIC_MOVE);
  }
}
