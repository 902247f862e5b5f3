package dev.patchbay.api.worker;

import static java.util.Objects.requireNonNull;

/**
 * A piece of what was written to a log.
 *
 * @param text the piece; bytes that are not text are replaced
 * @param next the offset in bytes to go on from
 * @param end whether nothing can follow
 */
public record Output(String text, long next, boolean end) {

  /** Refuses null. */
  public Output {
    requireNonNull(text, "text");
  }

  /** Nothing, and nothing will follow. */
  public static final Output NONE = new Output("", 0, true);
}
