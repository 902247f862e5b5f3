package dev.patchbay.core.rails;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Has something looked at again and again, ever more seldom as long as nothing new is found. */
final class Looks implements AutoCloseable {
  /** So many times the first wait is the longest. */
  private static final int MOST = 12;

  private final Duration every;
  private final BooleanSupplier look;
  private final BooleanSupplier more;
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(1, Looks::thread, new ThreadPoolExecutor.DiscardPolicy());

  /** Only the thread above changes these. */
  private volatile Duration pause;

  private @Nullable ScheduledFuture<?> next;

  /**
   * @param look whether it found something new
   * @param more whether there is anything to look at again
   */
  Looks(Duration every, BooleanSupplier look, BooleanSupplier more) {
    this.every = every;
    this.look = look;
    this.more = more;
    this.pause = every;
  }

  /** Begun by a thread of a plugin, of which it must inherit nothing. */
  private static Thread thread(Runnable work) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("patchbay-leftovers")
            .inheritInheritableThreadLocals(false)
            .unstarted(work);
    thread.setContextClassLoader(Looks.class.getClassLoader());
    return thread;
  }

  /** There is something new to look at. */
  void soon() {
    thread.execute(this::lookSoon);
  }

  private void lookSoon() {
    pause = every;
    ScheduledFuture<?> planned = next;
    if (planned == null || planned.getDelay(TimeUnit.MILLISECONDS) > every.toMillis()) {
      lookLater();
    }
  }

  private void lookLater() {
    ScheduledFuture<?> planned = next;
    if (planned != null) {
      planned.cancel(false);
    }
    next = thread.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whatever a look meets, another one follows as long as something is there. */
  private void look() {
    next = null;
    boolean fresh = false;
    try {
      fresh = look.getAsBoolean();
    } finally {
      Duration longest = every.multipliedBy(MOST);
      Duration twice = pause.multipliedBy(2);
      pause = fresh ? every : twice.compareTo(longest) < 0 ? twice : longest;
      if (more.getAsBoolean()) {
        lookLater();
      }
    }
  }

  /** How long the next look waits. */
  Duration pause() {
    return pause;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
