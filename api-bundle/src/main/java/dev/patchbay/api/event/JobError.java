package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * Why a run did not succeed.
 *
 * @param message one line for people
 * @param detail a stack, or the last 4 KiB of output; may be empty
 */
public record JobError(String message, String detail) {

  /** Refuses null. */
  public JobError {
    requireNonNull(message, "message");
    requireNonNull(detail, "detail");
  }
}
