package dev.patchbay.core.shell;

import java.io.IOException;

/** An interactive shell. */
@FunctionalInterface
public interface Shell {
  /** Serves one user until they leave; the result is the exit code. */
  int serve(Call call) throws IOException, InterruptedException;
}
