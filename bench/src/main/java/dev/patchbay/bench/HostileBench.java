package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a good hook notices of bad ones: the same events in the same pace to a daemon with it alone,
 * and to one with all offenders beside it, by turns. The figure is the lateness of a delivery, from
 * the time of its event, as the hook itself sees it: first while the offenders do their worst, then
 * when those are quarantined that can be.
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

  /** Lateness in order of it, in milliseconds: of the first events, and of those after them. */
  private record Late(List<Double> first, List<Double> then) {}

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    List<Late> calm = new ArrayList<>();
    List<Late> beset = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      calm.add(late(Files.createDirectory(folder.resolve("calm" + turn)), List.of()));
      beset.add(late(Files.createDirectory(folder.resolve("beset" + turn)), OFFENDERS));
    }
    report(report, "at first", calm, beset, Late::first);
    report(report, "then", calm, beset, Late::then);
  }

  private static void report(
      Report report,
      String when,
      List<Late> calm,
      List<Late> beset,
      Function<Late, List<Double>> of) {
    double[] alone = each(calm, of, EVENTS * 99 / 100);
    double[] beside = each(beset, of, EVENTS * 99 / 100);
    double[] ratio = new double[TURNS];
    Arrays.setAll(ratio, turn -> beside[turn] / alone[turn]);
    report.row("hostile: a good hook alone, p50, " + when, "ms", each(calm, of, EVENTS / 2));
    report.row("hostile: a good hook alone, p99, " + when, "ms", alone);
    report.row("hostile: beside 13 bad ones, p50, " + when, "ms", each(beset, of, EVENTS / 2));
    report.row("hostile: beside 13 bad ones, p99, " + when, "ms", beside);
    report.row("hostile: p99 beside bad ones to p99 alone, " + when, "times", "2", ratio);
  }

  private static double[] each(List<Late> turns, Function<Late, List<Double>> of, int rank) {
    return turns.stream().mapToDouble(turn -> of.apply(turn).get(rank)).toArray();
  }

  private Late late(Path folder, List<String> offenders) throws IOException, InterruptedException {
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
      tags(repository, "first", EVENTS);
      await(told, WARM + EVENTS);
      if (!offenders.isEmpty()) {
        Patience.until(() -> daemon.call("plugins"), all -> count(all, "quarantined") >= 3);
      }
      tags(repository, "then", EVENTS);
      await(told, WARM + 2 * EVENTS);
    }
    return new Late(late(told, "first"), late(told, "then"));
  }

  private static List<Double> late(Path told, String tags) throws IOException {
    return Files.readAllLines(told).stream()
        .filter(line -> line.startsWith(tags))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))) / 1000)
        .sorted()
        .boxed()
        .toList();
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
