package dev.patchbay.bench;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for something that another process does. */
final class Patience {
  private static final long LIMIT = 60_000_000_000L;
  private static final long PAUSE = 2_000_000;

  private Patience() {}

  interface Look<T> {
    T look() throws IOException, InterruptedException;
  }

  static <T> T until(Look<T> look, Predicate<T> enough) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      T found = look.look();
      if (enough.test(found)) {
        return found;
      }
      if (System.nanoTime() - begin > LIMIT) {
        throw new IOException("waited a minute; the last there was: " + found);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }
}
