package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * Who wrote a commit or a tag, exactly as Git has it; nobody has verified it.
 *
 * @param name the name; may be empty
 * @param email the mail address; may be empty
 */
public record Author(String name, String email) {

  /** Refuses null. */
  public Author {
    requireNonNull(name, "name");
    requireNonNull(email, "email");
  }

  /** Nobody: both parts are empty. */
  public static final Author NONE = new Author("", "");
}
