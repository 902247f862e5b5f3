package dev.patchbay.bench;

import dev.patchbay.api.event.TaskCompleted;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** From the start to ready, after a kill in the middle of a run, with a long log to go through. */
final class RecoveryBench implements Measurement {
  private static final int RECORDS = 100_000;
  private static final int BATCH = 1_000;
  private static final int ROUNDS = 7;
  private static final int PAUSE_MILLIS = 20;
  private static final String OUTPUT = "[INFO] Tests run: 42, Failures: 0\n".repeat(10);

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    Path begun = folder.resolve("begun");
    String job =
        "on: { pushTo: [main] }\nrun: [/bin/sh, -c, 'echo >> " + begun + "; exec sleep 600']\n";
    BareRepository repository = new BareRepository(folder.resolve("app.git"), Map.of("long", job));
    Path home = folder.resolve("home");
    append(home.resolve("state/patchbay.db"));
    try (var first = new DaemonProcess(home, repository.path())) {
      repository.push();
      Patience.until(() -> begun(begun), times -> times > 0);
      first.kill();
    }
    double[] ready = new double[ROUNDS];
    double[] again = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      int before = begun(begun);
      long begin = System.nanoTime();
      try (var daemon = new DaemonProcess(home, repository.path())) {
        ready[i] = daemon.readyMillis();
        Patience.until(() -> begun(begun), times -> times > before);
        again[i] = (System.nanoTime() - begin) / 1e6;
        daemon.kill();
      }
    }
    try (var last = new DaemonProcess(home, repository.path())) {
      last.call("status"); // ends what the last kill left
    }
    report.row("recovery: ready, 100,000 records after a kill", "ms", "2,000", ready);
    report.row("recovery: the cut off task runs again", "ms", "", again);
  }

  private static int begun(Path file) throws IOException, InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  /** Steps of runs, which is what a log mostly consists of. */
  private static void append(Path database) {
    try (Store store = Store.open(database, List.of(EventLog.schema()))) {
      EventLog log = new EventLog(store);
      log.start();
      for (int at = 0; at < RECORDS; at += BATCH) {
        store.change(
            tx -> {
              for (int i = 0; i < BATCH; i++) {
                log.append(
                    tx,
                    "app",
                    header ->
                        new TaskCompleted(
                            header,
                            "a-run",
                            "a-job",
                            "compile",
                            "a-run.compile.1",
                            1,
                            "",
                            true,
                            Duration.ofSeconds(4),
                            0,
                            OUTPUT));
              }
            });
      }
    }
  }
}
