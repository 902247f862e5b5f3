package dev.patchbay.core.git;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** A ref that went from one value to another; an empty value means that it did not exist. */
record RefMove(String ref, String from, String to) {
  /** What stands in a name for bytes that are no UTF-8. */
  private static final char REPLACED = '\uFFFD';

  /** Our own branches and everything beside branches and tags make no events. */
  static boolean watches(String ref) {
    return isReadable(ref)
        && (ref.startsWith(Constants.R_TAGS)
            || (ref.startsWith(Constants.R_HEADS) && !ref.startsWith("refs/heads/patchbay/")));
  }

  /**
   * A file whose name is not UTF-8 cannot be opened by it, so a loose ref of such a name cannot be
   * read. A packed one could, until it is changed.
   */
  static boolean isReadable(String ref) {
    return ref.indexOf(REPLACED) < 0;
  }

  static String value(String hex) {
    return ObjectId.zeroId().name().equals(hex) ? "" : hex;
  }

  boolean isTag() {
    return ref.startsWith(Constants.R_TAGS);
  }

  boolean creates() {
    return from.isEmpty();
  }

  boolean deletes() {
    return to.isEmpty();
  }

  String branch() {
    return isTag() ? "" : ref.substring(Constants.R_HEADS.length());
  }

  String tag() {
    return isTag() ? ref.substring(Constants.R_TAGS.length()) : "";
  }
}
