package dev.patchbay.core.process;

import java.time.Duration;

/** How a command ended. */
public record Ended(int exitCode, boolean timedOut, Duration duration) {

  /** The code of a command that was ended at its timeout, as the shell's {@code timeout} has it. */
  public static final int KILLED = 124;

  public boolean ok() {
    return exitCode == 0 && !timedOut;
  }
}
