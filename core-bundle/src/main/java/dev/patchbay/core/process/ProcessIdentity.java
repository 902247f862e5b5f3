package dev.patchbay.core.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process beyond its pid, which is used again: with its start time in clock ticks since the boot
 * named by {@code boot}, it can be told from a stranger by a later daemon too.
 */
public record ProcessIdentity(long pid, long start, String boot) {

  private static final String CURRENT_BOOT = readBoot();

  /** Whoever has this pid now; a process that is already gone has a start that matches nobody. */
  public static ProcessIdentity now(long pid) {
    return new ProcessIdentity(
        pid, ProcessEntry.of(pid).map(ProcessEntry::start).orElse(-1L), currentBoot());
  }

  public static Optional<ProcessIdentity> fromIds(Map<String, String> ids) {
    try {
      long pid = Long.parseLong(ids.getOrDefault("pid", ""));
      long start = Long.parseLong(ids.getOrDefault("start", ""));
      return Optional.of(new ProcessIdentity(pid, start, ids.getOrDefault("boot", "")));
    } catch (NumberFormatException e) {
      return Optional.empty(); // the daemon ended between the intent and the start
    }
  }

  public Map<String, String> ids() {
    return Map.of("pid", Long.toString(pid), "start", Long.toString(start), "boot", boot);
  }

  /** Whether this very process, not another with its pid, exists and has not ended. */
  public boolean alive() {
    return boot.equals(currentBoot())
        && ProcessEntry.of(pid).map(entry -> entry.start() == start).orElse(false);
  }

  /** Waits for the end of a process that need not be a child; its exit code nobody can tell. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (alive()) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return true;
  }

  static String currentBoot() {
    return CURRENT_BOOT;
  }

  private static String readBoot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
