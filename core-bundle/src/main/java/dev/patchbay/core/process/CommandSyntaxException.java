package dev.patchbay.core.process;

/** A command line that cannot be understood; the message says what, where, and what to do. */
public final class CommandSyntaxException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  CommandSyntaxException(String message) {
    super(message);
  }
}
