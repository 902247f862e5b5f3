package dev.patchbay.launcher;

import dev.patchbay.launcher.logging.PluginOfThread;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends a process whose heap stays full whatever is collected: what runs on in it would only seem to
 * run. So it does when one of its own threads ended for want of room. All that was acknowledged is
 * on the disk, and who supervises the daemon starts it again. One big allocation of a plugin that
 * fails is no reason: after it there is room as before.
 */
final class HeapWatch implements Runnable {
  /** Loading what measures costs more than all else in here, and nobody fills a heap so soon. */
  private static final Duration FIRST = Duration.ofSeconds(5);

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final double FULL = 0.95;
  private static final int STRIKES = 3;
  private static final int EXIT = 1;
  private static final String ADVICE =
      " ending, to be started again. Look for the plugin that holds so much, or give the daemon more: PATCHBAY_JAVA_OPTS=-Xmx512m";

  // Made beforehand, for later there is no room for them.
  private static final byte[] FULL_HEAP =
      line(
          "the heap is exhausted: after %d collections in a row less than 5 %% of it was free;"
              .formatted(STRIKES));
  private static final byte[] LOST =
      line("the heap is exhausted: a thread of the daemon ended because there was no room left;");

  private final OutputStream console = new FileOutputStream(FileDescriptor.err);
  private final OutputStream log;
  private final Duration first;
  private final Duration every;
  private @Nullable List<MemoryPoolMXBean> old;
  private long before;
  private int strikes;

  /**
   * @param log for its last words
   */
  HeapWatch(OutputStream log, Duration first, Duration every) {
    this.log = log;
    this.first = first;
    this.every = every;
  }

  /**
   * @param log where others write too; opened now, for later there may be no room for it
   */
  static void start(Path log) throws IOException {
    HeapWatch watch = new HeapWatch(new FileOutputStream(log.toFile(), true), FIRST, EVERY);
    watch.mournThreads();
    Thread.ofPlatform().daemon().name("heap-watch").start(watch);
  }

  /** A thread of the daemon that ends for want of room has left its work to nobody. */
  void mournThreads() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, problem) -> {
          boolean fatal =
              problem instanceof OutOfMemoryError
                  && PluginOfThread.of(thread.getContextClassLoader()).isEmpty();
          try {
            if (before != null) {
              before.uncaughtException(thread, problem);
            }
          } finally {
            if (fatal) {
              end(LOST);
            }
          }
        });
  }

  @Override
  public void run() {
    LockSupport.parkNanos(first.toNanos());
    while (strikes < STRIKES) {
      LockSupport.parkNanos(every.toNanos());
      try {
        look();
      } catch (VirtualMachineError | LinkageError e) {
        // No room even for this little; the latter is how it looks where classes are initialised.
        strikes++;
      }
    }
    end(FULL_HEAP);
  }

  void look() {
    List<MemoryPoolMXBean> pools = old;
    if (pools == null) {
      pools = ManagementFactory.getMemoryPoolMXBeans().stream().filter(HeapWatch::isOld).toList();
      old = pools;
    }
    long now = collections(pools);
    if (now > before) {
      strikes = pools.stream().anyMatch(HeapWatch::isFull) ? strikes + 1 : 0;
    }
    before = now;
  }

  /** Where what lives long ends up; one pool of it in every collector. */
  private static boolean isOld(MemoryPoolMXBean pool) {
    return pool.getType() == MemoryType.HEAP && pool.getName().matches(".*(Old|Tenured).*|ZHeap");
  }

  /** How often one of these pools was collected. */
  private static long collections(List<MemoryPoolMXBean> pools) {
    long count = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      List<String> collected = List.of(collector.getMemoryPoolNames());
      if (pools.stream().anyMatch(pool -> collected.contains(pool.getName()))) {
        count += collector.getCollectionCount();
      }
    }
    return count;
  }

  /** As of the last collection, not of now: what is garbage does not count. */
  private static boolean isFull(MemoryPoolMXBean pool) {
    MemoryUsage usage = pool.getCollectionUsage();
    return usage != null && usage.getMax() > 0 && usage.getUsed() > FULL * usage.getMax();
  }

  private static byte[] line(String what) {
    return ("patchbay: " + what + ADVICE + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** By hand: a library that logs would look for room until somebody gives it some. */
  private void end(byte[] line) {
    try {
      console.write(line);
      log.write(line);
    } catch (IOException e) {
      // One of the two has it, or nobody can be told.
    } finally {
      Runtime.getRuntime().halt(EXIT);
    }
  }
}
