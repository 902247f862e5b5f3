package dev.patchbay.core.control;

/** What a request is handed to. */
@FunctionalInterface
public interface Handler {
  /**
   * Runs a command to its end, on a thread of its own. That thread is interrupted when the client
   * is gone, and on its cancel unless the command has said what else to do then.
   *
   * @return the exit code
   */
  int handle(Conversation conversation) throws InterruptedException;
}
