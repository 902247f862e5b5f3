package dev.patchbay.launcher;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of core, for which it takes the time that its configuration gives to what runs. */
final class CoreEnd {
  private static final long LOOK_MILLIS = 100;

  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Duration asked = Duration.ZERO;

  /** Core has begun to end, and keeps within this time. */
  void takes(Duration time) {
    asked = time;
  }

  /** It has ended. */
  void over() {
    over.countDown();
  }

  /**
   * @param spare what it gets beyond the time that it asks for
   * @return false when it did not end in time
   */
  boolean await(Duration spare) throws InterruptedException {
    long begin = System.nanoTime();
    while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() - begin > spare.plus(asked).toNanos()) {
        return false;
      }
    }
    return true;
  }
}
