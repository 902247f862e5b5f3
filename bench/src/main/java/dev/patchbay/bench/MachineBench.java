package dev.patchbay.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;

/** What the machine itself can do, beside which the other figures are to be read. */
final class MachineBench implements Measurement {
  private static final int SYNCS = 500;
  private static final int PROCESSES = 300;
  private static final int CHANGES = 200;

  @Override
  public void run(Path folder, Report report) throws IOException, InterruptedException {
    report.row("machine: append 500 bytes and fdatasync", "us", syncs(folder.resolve("file")));
    report.row("machine: notice of a new file (inotify)", "us", notices(folder.resolve("watched")));
    report.row("machine: processes started and awaited", "/s", spawns(), spawns(), spawns());
  }

  private static double[] syncs(Path file) throws IOException {
    double[] micros = new double[SYNCS];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long begin = System.nanoTime();
        channel.write(ByteBuffer.allocate(500));
        channel.force(false);
        micros[i] = (System.nanoTime() - begin) / 1e3;
      }
    }
    return micros;
  }

  private static double[] notices(Path folder) throws IOException, InterruptedException {
    double[] micros = new double[CHANGES];
    Files.createDirectories(folder);
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      for (int i = 0; i < CHANGES; i++) {
        long begin = System.nanoTime();
        Files.createFile(folder.resolve("ref-" + i));
        var key = watch.take();
        micros[i] = (System.nanoTime() - begin) / 1e3;
        key.pollEvents();
        key.reset();
      }
    }
    return micros;
  }

  private static double spawns() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    for (int i = 0; i < PROCESSES; i++) {
      new ProcessBuilder("/bin/true").start().waitFor();
    }
    return PROCESSES * 1e9 / (System.nanoTime() - begin);
  }
}
