package dev.patchbay.itest.torture;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody who does one thing after the other until it is enough, each chosen by its seed. */
abstract class Actor {
  private static final int AFTER_A_KILL_MILLIS = 20;

  private final Thread thread;
  private final int pauseMillis;
  protected final Random random;
  private final CountDownLatch enough = new CountDownLatch(1);
  private volatile Throwable failure;

  Actor(String name, Random random, int pauseMillis) {
    this.random = random;
    this.pauseMillis = pauseMillis;
    this.thread = new Thread(this::act, name);
    thread.setDaemon(true);
  }

  final void start() {
    thread.start();
  }

  /** Does one thing; without a daemon that fails, and nothing was acknowledged. */
  abstract void once() throws IOException, InterruptedException;

  private void act() {
    try {
      int pause = 0;
      while (!enough.await(pause, TimeUnit.MILLISECONDS)) {
        pause = random.nextInt(2 * pauseMillis);
        try {
          once();
        } catch (IOException gone) {
          pause += AFTER_A_KILL_MILLIS; // who asks meanwhile gets no answer
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  boolean isEnough() {
    return enough.getCount() == 0;
  }

  void enough() {
    enough.countDown();
  }

  /** Waits for the last thing to be done. */
  final void join() throws InterruptedException {
    enough.countDown();
    thread.join(60_000);
    if (thread.isAlive()) {
      thread.interrupt();
      throw new IllegalStateException(thread.getName() + " does not come to its end");
    }
    if (failure != null) {
      throw new IllegalStateException(thread.getName() + " failed", failure);
    }
  }
}
