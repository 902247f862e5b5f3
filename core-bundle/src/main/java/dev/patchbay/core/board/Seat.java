package dev.patchbay.core.board;

import dev.patchbay.core.process.KernelThread;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A thread's place at the door: what the watchdog looks at. The state carries the number of the
 * call, so that a late look at one call can never interrupt the next one.
 */
public final class Seat {
  private static final long OUT = 0;
  private static final long IN = 1;
  private static final long INTERRUPTING = 2;
  private static final long INTERRUPTED = 3;
  private static final long GIVEN_UP = 4;
  private static final int BITS = 3;
  private static final long PHASE = (1L << BITS) - 1;

  /** How a call left the door. */
  enum Leave {
    IN_TIME,
    INTERRUPTED,
    GIVEN_UP
  }

  private final AtomicLong state = new AtomicLong(OUT);
  private final Thread thread;
  private final long grace;
  private final Runnable onGivenUp;
  private volatile long deadline;
  private volatile boolean hurried;
  private volatile @Nullable KernelThread scheduled;
  private volatile Runnable lost = () -> {};

  /**
   * @param thread the only one that enters from this seat
   * @param grace how long an interrupted call may take to return
   * @param onGivenUp told on the watchdog's thread that this thread will not be waited for; must
   *     not block
   */
  Seat(Thread thread, Duration grace, Runnable onGivenUp) {
    this.thread = thread;
    this.grace = grace.toNanos();
    this.onGivenUp = onGivenUp;
  }

  /** Said once by the thread itself, before it enters. */
  void taken() {
    scheduled = KernelThread.current().orElse(null);
  }

  /**
   * @param lost told like {@code onGivenUp}, and before it, when this call is given up
   */
  void enter(Duration timeout, Runnable lost) {
    this.lost = lost;
    deadline = System.nanoTime() + (hurried ? 0 : timeout.toNanos());
    state.set((((state.get() >>> BITS) + 1) << BITS) | IN);
  }

  /** Ends the call; the interrupt flag is clear afterwards, whoever set it. */
  Leave leave() {
    while (true) {
      long now = state.get();
      long phase = now & PHASE;
      if (phase == GIVEN_UP) {
        lost = () -> {};
        return Leave.GIVEN_UP;
      }
      if (phase == INTERRUPTING) {
        Thread.onSpinWait();
      } else if (state.compareAndSet(now, now & ~PHASE)) {
        Thread.interrupted();
        lost = () -> {};
        return phase == INTERRUPTED ? Leave.INTERRUPTED : Leave.IN_TIME;
      }
    }
  }

  /** Lets the present call run out now, and those that follow. */
  void hurry() {
    hurried = true;
    deadline = System.nanoTime();
  }

  /** The watchdog's look. */
  void look(long nanoTime) {
    long now = state.get();
    if (nanoTime - deadline < 0) {
      return;
    }
    long call = now & ~PHASE;
    if ((now & PHASE) == IN && state.compareAndSet(now, call | INTERRUPTING)) {
      thread.interrupt();
      deadline = nanoTime + grace;
      state.set(call | INTERRUPTED);
    } else if ((now & PHASE) == INTERRUPTED && state.compareAndSet(now, call | GIVEN_UP)) {
      lost.run();
      onGivenUp.run();
      KernelThread nicer = scheduled;
      if (nicer != null) {
        nicer.demote(); // it may spin for ever, and nothing can end it
      }
    }
  }
}
