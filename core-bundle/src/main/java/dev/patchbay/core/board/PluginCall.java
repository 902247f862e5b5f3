package dev.patchbay.core.board;

import dev.patchbay.api.PluginException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one door: all code of plugins is entered through here, and nowhere else is everything caught.
 * A call has a timeout; past it its thread is interrupted, and given up when it has not returned a
 * while later. What a plugin throws becomes text, so that nothing of it outlives its bundle.
 */
public final class PluginCall implements AutoCloseable {
  /** The key under which log lines find the plugin's name. */
  public static final String MDC_PLUGIN = "plugin";

  private static final Logger LOG = LoggerFactory.getLogger(PluginCall.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Watchdog watchdog = new Watchdog();
  private final Duration grace;
  private final ThreadFactory threads;

  public PluginCall() {
    this(GRACE);
  }

  /** With another grace than five seconds. */
  public PluginCall(Duration grace) {
    this(grace, Thread::new);
  }

  PluginCall(Duration grace, ThreadFactory threads) {
    this.grace = grace;
    this.threads = threads;
    watchdog.start();
  }

  /** Code of a plugin. */
  @FunctionalInterface
  interface Body<T extends @Nullable Object> {
    T run() throws Exception;
  }

  /**
   * A seat for the calling thread, for many calls; it must be given back.
   *
   * @param onGivenUp told, on another thread, that the call of this thread will not be waited for
   */
  public Seat seat(Runnable onGivenUp) {
    Seat seat = new Seat(Thread.currentThread(), grace, onGivenUp);
    seat.taken();
    watchdog.add(seat);
    return seat;
  }

  /** The thread of this seat makes no more calls. */
  public void release(Seat seat) {
    watchdog.remove(seat);
  }

  /**
   * Calls on this thread.
   *
   * @param lost told on the watchdog's thread when the call is given up, long before it returns
   */
  <T extends @Nullable Object> Outcome<T> here(
      Seat seat, Caller caller, String what, Duration timeout, Runnable lost, Body<T> body) {
    return call(seat, caller, what, timeout, lost, body, false);
  }

  /**
   * @param detailed whether who asks wants to know where it failed: a deep stack costs as much as a
   *     hundred calls
   */
  private <T extends @Nullable Object> Outcome<T> call(
      Seat seat,
      Caller caller,
      String what,
      Duration timeout,
      Runnable lost,
      Body<T> body,
      boolean detailed) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(caller.loader());
    MDC.put(MDC_PLUGIN, caller.plugin().name());
    Outcome<T> outcome;
    Seat.Leave leave;
    seat.enter(timeout, lost);
    try {
      outcome = new Outcome.Returned<>(body.run());
    } catch (Throwable thrown) {
      outcome = new Outcome.Failed<>(described(caller, what, thrown, detailed));
    } finally {
      leave = seat.leave();
      MDC.remove(MDC_PLUGIN);
      thread.setContextClassLoader(before);
    }
    return switch (leave) {
      case IN_TIME -> outcome;
      case INTERRUPTED -> new Outcome.Failed<>(Failure.timedOut(caller.who(what), timeout));
      case GIVEN_UP -> new Outcome.Failed<>(givenUp(caller, what, timeout));
    };
  }

  /** A call on a thread of its own: its answer, and how to end it before its time. */
  record Handed<T extends @Nullable Object>(CompletableFuture<Outcome<T>> answer, Runnable hurry) {}

  /** Calls on a thread that is made for it; the answer comes in any case. */
  <T extends @Nullable Object> Handed<T> apart(
      Caller caller, String what, Duration timeout, Body<T> body) {
    CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
    AtomicReference<@Nullable Seat> taken = new AtomicReference<>();
    Thread thread =
        threads.newThread(
            () -> {
              Seat seat = Objects.requireNonNull(taken.get());
              seat.taken();
              watchdog.add(seat);
              try {
                answer.complete(call(seat, caller, what, timeout, () -> {}, body, true));
              } finally {
                watchdog.remove(seat);
              }
            });
    thread.setName(caller.who(what));
    Runnable lost = () -> answer.complete(new Outcome.Failed<>(givenUp(caller, what, timeout)));
    Seat seat = new Seat(thread, grace, lost);
    taken.set(seat);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError none) {
      // The machine has no more threads: whoever waits for the answer must not wait for ever.
      String why = caller.who(what) + " was not called: " + none.getMessage();
      answer.complete(new Outcome.Failed<>(Failure.gone(why)));
    }
    return new Handed<>(answer, seat::hurry);
  }

  Failure givenUp(Caller caller, String what, Duration timeout) {
    return Failure.givenUp(caller.who(what), timeout, grace);
  }

  /**
   * An exception's own methods are a plugin's code as well. Where it was thrown is in the plugin's
   * own log, unless it says by itself what is wrong.
   */
  private static Failure described(Caller caller, String what, Throwable thrown, boolean detailed) {
    String who = caller.who(what);
    try {
      boolean tells = !(thrown instanceof PluginException) && caller.tellsStack();
      Failure failure = Failure.threw(who, thrown, detailed || tells);
      if (tells) {
        LOG.info("{} failed\n{}", who, failure.detail());
      }
      return failure;
    } catch (Throwable worse) {
      return Failure.threw(who, new IllegalStateException(thrown.getClass().getName()), false);
    }
  }

  @Override
  public void close() {
    watchdog.close();
  }
}
