package dev.patchbay.core.worker;

/**
 * How a worker ended.
 *
 * @param exitCode of its command; -1 when nobody can tell
 * @param timedOut whether it was ended at its timeout
 * @param reason why it did not end well, for people; may be empty
 */
public record WorkerEnd(int exitCode, boolean timedOut, String reason) {

  public boolean ok() {
    return exitCode == 0 && !timedOut;
  }
}
