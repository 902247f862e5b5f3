package dev.patchbay.api.gate;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a gate found.
 *
 * <p>A gate makes it; the daemon shows it and puts it into the receipt.
 *
 * @param severity in the words of the tool, such as {@code critical}; may be empty
 * @param message what it is, for people
 * @param path the file, relative to the checkout; empty when it is about none
 * @param line the line, from 1; 0 when it is about none
 */
public record Finding(String severity, String message, String path, int line) {

  /** Refuses null. */
  public Finding {
    requireNonNull(severity, "severity");
    requireNonNull(message, "message");
    requireNonNull(path, "path");
  }

  /** A finding that is about no file. */
  public static Finding of(String severity, String message) {
    return new Finding(severity, message, "", 0);
  }
}
