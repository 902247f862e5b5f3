package dev.patchbay.api.worker;

import static java.util.Objects.requireNonNull;

/**
 * How a worker is.
 *
 * @param state how it is
 * @param exitCode of its command, 128 + n after signal n; -1 while it runs or when it is not known
 * @param reason why it ended, for people; may be empty
 */
public record WorkerStatus(State state, int exitCode, String reason) {

  /** Refuses null. */
  public WorkerStatus {
    requireNonNull(state, "state");
    requireNonNull(reason, "reason");
  }

  /** It runs. */
  public static WorkerStatus running() {
    return new WorkerStatus(State.RUNNING, -1, "");
  }

  /** It ended with this exit code. */
  public static WorkerStatus exited(int exitCode, String reason) {
    return new WorkerStatus(State.EXITED, exitCode, reason);
  }

  /** Nobody knows: it is not there, or what it came to cannot be found out. */
  public static WorkerStatus unknown(String reason) {
    return new WorkerStatus(State.UNKNOWN, -1, reason);
  }

  /** How a worker is. */
  public enum State {
    /** It runs. */
    RUNNING,
    /** It ended. */
    EXITED,
    /** Nobody knows. */
    UNKNOWN
  }
}
