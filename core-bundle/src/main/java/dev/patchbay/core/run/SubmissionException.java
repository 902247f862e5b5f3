package dev.patchbay.core.run;

/** What was asked for cannot be run; the message says why, and what to do. */
public final class SubmissionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SubmissionException(String message) {
    super(message);
  }
}
