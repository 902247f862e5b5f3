package dev.patchbay.launcher;

/** Wrong usage or an unusable home: exit code 2, with a message for the user. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
