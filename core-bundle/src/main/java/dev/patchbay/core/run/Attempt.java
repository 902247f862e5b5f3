package dev.patchbay.core.run;

/**
 * How one attempt at a task ended.
 *
 * @param message why not well; empty when well
 * @param spawned whether there was a worker
 */
record Attempt(End end, int exitCode, String message, boolean spawned) {

  /** How it ended. */
  enum End {
    OK,
    /** The command or its verification failed, or took too long. */
    FAILED,
    /** The verification wants another attempt. */
    REFUSED,
    /** There was no worker, or nobody knows what became of it. */
    LAUNCHER,
    /** What is asked for is not there; it will not be there the next time either. */
    IMPOSSIBLE,
    CANCELLED
  }

  boolean retryable(boolean anyFailure) {
    return end == End.LAUNCHER || (anyFailure && (end == End.FAILED || end == End.REFUSED));
  }
}
