package dev.patchbay.core.board;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of a call that did not end well. Text only: an exception of a plugin's own class would
 * hold its class loader.
 *
 * @param cause what kind of ending it was
 * @param detail the stack; empty when there is none or nobody asked for it
 * @param retryAfter how long the service behind the plugin asked to be left alone
 * @param retryable whether trying again may help
 */
public record Failure(
    Cause cause,
    Kind kind,
    String message,
    String detail,
    Optional<Duration> retryAfter,
    boolean retryable) {

  /** How a call ended. */
  public enum Cause {
    /** The plugin threw. */
    THREW,
    /** The plugin asked for more memory than there is, although there is a lot. */
    STARVED,
    /** Too slow; it returned when it was interrupted. */
    TIMED_OUT,
    /** Too slow, and it did not return: its thread was given up. */
    GIVEN_UP,
    /** Not called, or cut off: the service is gone, was barred or quarantined. */
    GONE
  }

  static Failure gone(String message) {
    return new Failure(Cause.GONE, Kind.UNAVAILABLE, message, "", Optional.empty(), true);
  }

  static Failure timedOut(String who, Duration timeout) {
    String message = who + " took longer than " + text(timeout) + " and was interrupted";
    return new Failure(Cause.TIMED_OUT, Kind.UNAVAILABLE, message, "", Optional.empty(), true);
  }

  static Failure givenUp(String who, Duration timeout, Duration grace) {
    String message =
        who
            + " took longer than "
            + text(timeout)
            + " and did not return when it was interrupted ("
            + text(grace)
            + " later its thread was given up)";
    return new Failure(Cause.GIVEN_UP, Kind.UNAVAILABLE, message, "", Optional.empty(), false);
  }

  /**
   * @param detailed whether to read the stack
   */
  static Failure threw(String who, Throwable thrown, boolean detailed) {
    Kind kind = Kind.INTERNAL;
    Optional<Duration> retryAfter = Optional.empty();
    boolean retryable = thrown instanceof IOException || thrown instanceof UncheckedIOException;
    if (thrown instanceof PluginException e) {
      kind = e.kind();
      retryAfter = e.retryAfter();
      retryable = kind == Kind.UNAVAILABLE || kind == Kind.RATE_LIMITED;
    }
    String said = thrown.getMessage();
    String what = thrown instanceof PluginException ? "" : thrown.getClass().getName();
    String text = said == null ? what : what.isEmpty() ? said : what + ": " + said;
    String message = who + " failed: " + StackText.message(text);
    Cause cause = thrown instanceof OutOfMemoryError && hasRoom() ? Cause.STARVED : Cause.THREW;
    String detail = detailed ? StackText.of(thrown) : "";
    return new Failure(cause, kind, message, detail, retryAfter, retryable);
  }

  /** On a heap that is full it may be anybody who finds no room. */
  private static boolean hasRoom() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory() < runtime.maxMemory() / 2;
  }

  boolean timedOut() {
    return cause == Cause.TIMED_OUT || cause == Cause.GIVEN_UP;
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
