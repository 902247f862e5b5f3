package dev.patchbay.core.shell;

import dev.patchbay.core.config.Nearest;
import java.util.Collection;

/** Ends a command with a message and an exit code of contracts §2. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  static final int FAILED = 1;
  static final int WRONG = 2;
  static final int NO_DAEMON = 3;
  static final int INTERRUPTED = 130;

  private final int exit;

  CommandFailure(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  int exit() {
    return exit;
  }

  /** A value of an option is one of those known, or nothing. */
  static void unlessKnown(String option, String value, Collection<String> known) {
    if (!value.isEmpty() && !known.contains(value)) {
      throw new CommandFailure(
          WRONG,
          option
              + " takes one of "
              + String.join(", ", known)
              + ", not '"
              + Table.plain(value)
              + "'"
              + Nearest.hint(value, known));
    }
  }

  /** How many of something are wanted. */
  static void unlessPositive(String option, int value) {
    if (value < 1) {
      throw new CommandFailure(WRONG, option + " takes a number from 1, not " + value);
    }
  }

  /** Something named that is not there. */
  static CommandFailure unknown(String what, String name, Collection<String> known) {
    return new CommandFailure(
        WRONG, "there is no " + what + " '" + Table.plain(name) + "'" + Nearest.hint(name, known));
  }
}
