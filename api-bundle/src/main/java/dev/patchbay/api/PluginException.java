package dev.patchbay.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a plugin, or of what it talks to, with its kind. Plugins throw it where the kind
 * matters: {@link Kind#UNAVAILABLE} and {@link Kind#RATE_LIMITED} are tried again, the others are
 * not. The daemon throws it where it calls a plugin for another.
 *
 * <p>The message says what was tried, on what, and what to do; it never carries a secret.
 */
public final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  /** A failure of this kind. */
  public PluginException(Kind kind, String message) {
    this(kind, message, null, null);
  }

  /** A failure of this kind with what caused it. */
  public PluginException(Kind kind, String message, @Nullable Throwable cause) {
    this(kind, message, cause, null);
  }

  private PluginException(
      Kind kind, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(requireNonNull(message, "message"), cause);
    this.kind = requireNonNull(kind, "kind");
    this.retryAfter = retryAfter;
  }

  /** The same failure with the wait that the service asked for before the next attempt. */
  public PluginException retryAfter(Duration wait) {
    PluginException same =
        new PluginException(kind, String.valueOf(getMessage()), getCause(), requireNonNull(wait));
    same.setStackTrace(getStackTrace());
    return same;
  }

  /** Of which kind the failure is. */
  public Kind kind() {
    return kind;
  }

  /** How long to wait before the next attempt, where the service said so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Whether the same call may go well later. */
  public boolean retryable() {
    return kind == Kind.UNAVAILABLE || kind == Kind.RATE_LIMITED;
  }

  /** What kind of failure it is, and so what helps against it. */
  public enum Kind {
    /** An option is missing or wrong: change {@code patchbay.yaml}. */
    CONFIGURATION,
    /** The service refused the credentials. */
    AUTHENTICATION,
    /** What was asked for is not there. */
    NOT_FOUND,
    /** The service refused the request as wrong. */
    INVALID,
    /** Too many requests; tried again after the wait the service asks for. */
    RATE_LIMITED,
    /** The service cannot be reached or has a problem of its own; tried again. */
    UNAVAILABLE,
    /** Anything else, mostly a mistake in the plugin. */
    INTERNAL
  }
}
