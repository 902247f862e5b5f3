package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * One commit that came with a change of a ref.
 *
 * @param id the full object id in hexadecimal
 * @param message the whole message; bytes that are not text are replaced
 * @param author who wrote it
 */
public record Commit(String id, String message, Author author) {

  /** Refuses null. */
  public Commit {
    requireNonNull(id, "id");
    requireNonNull(message, "message");
    requireNonNull(author, "author");
  }
}
