package dev.patchbay.core.config;

/**
 * Something wrong in a file that a user wrote.
 *
 * @param file the file's name
 * @param line from 1
 * @param key the dotted path of the key, or empty when the file as a whole is meant
 * @param message what was expected and what to do; never the value of a secret
 */
public record Problem(String file, int line, String key, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
