package dev.patchbay.launcher.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks at something from outside until it is as expected. */
final class Wait {
  private static final Duration PAUSE = Duration.ofMillis(5);

  private Wait() {}

  static <T> T until(String what, Duration limit, Supplier<T> look, Predicate<T> wanted) {
    long end = System.nanoTime() + limit.toNanos();
    T seen = look.get();
    while (!wanted.test(seen)) {
      if (System.nanoTime() > end) {
        throw new DemoFailure(
            "waited " + limit.toSeconds() + " s for " + what + "; last seen: " + seen);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      seen = look.get();
    }
    return seen;
  }
}
