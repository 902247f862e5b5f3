package dev.patchbay.launcher;

import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A process that wants more than there is: all at once and in vain, or bit by bit for good. */
final class Hoarder {
  private static final int BIT = 1024;

  private Hoarder() {}

  public static void main(String[] arguments) throws IOException {
    // As the daemon has one: what ends the process must be loaded already.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
    HeapWatch watch =
        new HeapWatch(
            new FileOutputStream(arguments[1]), Duration.ofMillis(50), Duration.ofMillis(50));
    watch.look();
    watch.mournThreads();
    Thread.ofPlatform().daemon().start(watch);
    if (arguments[0].equals("loses")) {
      Thread.ofVirtual().start(() -> System.out.println(new byte[1 << 30].length));
    }
    int failed = 0;
    List<byte[]> hoard = new ArrayList<>();
    long end =
        System.nanoTime() + Duration.ofSeconds(arguments[0].equals("gulps") ? 2 : 30).toNanos();
    while (System.nanoTime() < end) {
      try {
        if (arguments[0].equals("gulps")) {
          failed += new byte[1 << 30].length > 0 ? 0 : 1;
        } else if (arguments[0].equals("hoards")) {
          hoard.add(new byte[BIT]);
        } else {
          LockSupport.parkNanos(10_000_000);
        }
      } catch (OutOfMemoryError survived) {
        failed++;
        LockSupport.parkNanos(10_000_000);
      }
    }
    System.out.println(
        arguments[0] + " failed " + (failed > 10 ? "often" : failed + " times of " + hoard.size()));
  }
}
