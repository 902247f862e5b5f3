package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the measurements that are asked for, or all. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, Measurement> known = new LinkedHashMap<>();
    known.put("machine", new MachineBench());
    known.put("log", new LogBench());
    known.put("behind", new BehindBench());
    known.put("start", new StartBench());
    known.put("recovery", new RecoveryBench());
    known.put("latency", new LatencyBench());
    known.put("jobs", new JobsBench());
    known.put("update", new UpdateBench());
    known.put("gap", new GapBench());
    known.put("drop", new DropBench());
    known.put("hostile", new HostileBench());
    List<String> asked = args.length == 0 ? List.copyOf(known.keySet()) : List.of(args);
    if (!known.keySet().containsAll(asked)) {
      System.err.println("bench/run: knows " + String.join(", ", known.keySet()));
      System.exit(2);
    }
    System.out.printf(
        "%s %s, %d processors, JDK %s%n%n",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    Report report = new Report(System.out);
    for (Map.Entry<String, Measurement> each : known.entrySet()) {
      if (asked.contains(each.getKey())) {
        measure(each.getValue(), report);
      }
    }
  }

  private static void measure(Measurement measurement, Report report)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("patchbay-bench");
    try {
      measurement.run(folder, report);
    } finally {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
