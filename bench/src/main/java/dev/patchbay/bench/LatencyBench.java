package dev.patchbay.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** From the change of a reference to the first act of the job's process. */
final class LatencyBench implements Measurement {
  private static final int WARM = 300;
  private static final int CHANGES = 400;
  private static final int PAUSE_MILLIS = 20;

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    Path pipe = folder.resolve("started");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    String job =
        "on: { pushTo: [main] }\nworkspace: none\nrun: " + Shout.command(folder, pipe) + "\n";
    BareRepository repository = new BareRepository(folder.resolve("app.git"), Map.of("m", job));
    double[] millis = new double[CHANGES];
    try (RandomAccessFile both = new RandomAccessFile(pipe.toFile(), "rw");
        var daemon = new DaemonProcess(folder.resolve("home"), repository.path())) {
      InputStream started = Channels.newInputStream(both.getChannel());
      for (int i = 0; i < WARM + CHANGES; i++) {
        long begin = repository.push();
        if (started.read() < 0) {
          throw new IOException("the pipe ended");
        }
        if (i >= WARM) {
          millis[i - WARM] = (System.nanoTime() - begin) / 1e6;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      daemon.call("status");
    }
    report.row("push: to the job's process, 1,000 refs, p50", "ms", "5", millis);
    Arrays.sort(millis);
    report.row(
        "push: to the job's process, 1,000 refs, p99", "ms", "25", millis[CHANGES * 99 / 100]);
  }
}
