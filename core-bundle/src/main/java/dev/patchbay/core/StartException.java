package dev.patchbay.core;

/** The daemon cannot start, and the message says to its user why. */
final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exit;

  StartException(int exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  StartException(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  int exit() {
    return exit;
  }
}
