package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * When a process began. {@link ProcessHandle} takes Linux's time of boot in whole seconds, and is
 * early by what was cut off: by up to a second, which is as long as a start takes.
 */
final class ProcessStart {
  /** The kernel tells times to programs in hundredths, whatever it counts in itself. */
  private static final long TICK_MILLIS = 10;

  /** In what follows the name in {@code /proc/PID/stat}; the time is the 22nd column of all. */
  private static final int START_COLUMN = 22 - 3;

  private ProcessStart() {}

  static Instant of(ProcessHandle process) {
    Instant rough = process.info().startInstant().orElseGet(Instant::now);
    try {
      Path proc = Path.of("/proc");
      String stat = Files.readString(proc.resolve(process.pid() + "/stat"));
      Duration age = age(stat, Files.readString(proc.resolve("uptime")));
      Instant exact = Instant.now().minus(age);
      // Some containers have an uptime of their own, which says nothing about the kernel's clock.
      boolean likely = !exact.isBefore(rough) && exact.isBefore(rough.plusMillis(1_100));
      return likely ? exact : rough;
    } catch (IOException | IllegalArgumentException e) {
      return rough; // no Linux
    }
  }

  /** The name of a process may hold anything, but what follows it holds no parenthesis. */
  static Duration age(String stat, String uptime) {
    String[] columns = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    if (columns.length <= START_COLUMN) {
      throw new IllegalArgumentException("not what Linux writes: " + stat);
    }
    long began = Long.parseLong(columns[START_COLUMN]) * TICK_MILLIS;
    long running = Math.round(Double.parseDouble(uptime.split(" ")[0]) * 1_000);
    return Duration.ofMillis(Math.max(0, running - began));
  }
}
