package dev.patchbay.itest.torture;

import java.io.IOException;
import java.util.Random;

/** Somebody who does one thing after the other until it is enough, each chosen by its seed. */
abstract class Actor {
  private final Thread thread;
  private final int pauseMillis;
  protected final Random random;
  private volatile boolean enough;
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
      while (!enough) {
        try {
          once();
        } catch (IOException gone) {
          // Whoever asked during a kill got no answer.
          Thread.sleep(20);
        }
        Thread.sleep(random.nextInt(2 * pauseMillis));
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  boolean isEnough() {
    return enough;
  }

  void enough() {
    enough = true;
  }

  /** Waits for the last thing to be done. */
  final void join() throws InterruptedException {
    enough = true;
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
