package dev.patchbay.core.rails;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;

/**
 * How often all of the heap was collected. Classes go with nothing less, and nobody asks for it
 * here: it comes when it comes.
 */
final class FullCollections {
  /** Of the serial, parallel, G1, Z and Shenandoah collectors. */
  private static final Pattern FULL =
      Pattern.compile(
          "MarkSweepCompact|PS MarkSweep|G1 (Old Generation|Concurrent GC)|Z.*Cycles|Shenandoah Cycles");

  private FullCollections() {}

  static long count() {
    long count = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (FULL.matcher(collector.getName()).matches()) {
        count += Math.max(0, collector.getCollectionCount());
      }
    }
    return count;
  }
}
