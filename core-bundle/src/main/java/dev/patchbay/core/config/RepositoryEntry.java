package dev.patchbay.core.config;

import java.nio.file.Path;

/**
 * A repository to watch.
 *
 * @param path absolute
 * @param jobs where job definitions are read from
 * @param line where it stands, 0 when it was given on the command line
 */
public record RepositoryEntry(Path path, Jobs jobs, int line) {
  /** Where job definitions are read from. */
  public enum Jobs {
    /** The commit of the event. */
    EVENT,
    /** The tip of the default branch. */
    DEFAULT_BRANCH
  }
}
