package dev.patchbay.core.shell;

import java.io.IOException;
import java.util.Optional;

/** An interactive shell. */
@FunctionalInterface
public interface Shell {
  /**
   * Serves one user until they leave; the result is the exit code.
   *
   * @param atPrompt what Ctrl-C does where no command runs, instead of giving the line up
   */
  int serve(Call call, Optional<Runnable> atPrompt) throws IOException, InterruptedException;
}
