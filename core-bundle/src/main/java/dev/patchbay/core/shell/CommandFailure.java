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

  /** Something named that is not there. */
  static CommandFailure unknown(String what, String name, Collection<String> known) {
    return new CommandFailure(
        WRONG, "there is no " + what + " '" + name + "'" + Nearest.hint(name, known));
  }
}
