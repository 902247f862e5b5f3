package dev.patchbay.core.worker;

import org.jspecify.annotations.Nullable;

/** A launcher could not do what it was asked; the message says what, and what to do. */
public final class LauncherException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  public LauncherException(String message, boolean retryable, @Nullable Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  public LauncherException(String message) {
    super(message);
    this.retryable = false;
  }

  /** Whether the same may go well later. */
  public boolean retryable() {
    return retryable;
  }
}
