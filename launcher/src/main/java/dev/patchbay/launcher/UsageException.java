package dev.patchbay.launcher;

/** Wrong usage or an unusable home, with a message for the user and the exit code. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exit;

  UsageException(String message) {
    this(2, message);
  }

  UsageException(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  int exit() {
    return exit;
  }
}
