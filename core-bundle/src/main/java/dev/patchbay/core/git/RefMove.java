package dev.patchbay.core.git;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** A ref that went from one value to another; an empty value means that it did not exist. */
record RefMove(String ref, String from, String to) {
  /** Our own branches and everything beside branches and tags make no events. */
  static boolean watches(String ref) {
    return ref.startsWith(Constants.R_TAGS)
        || (ref.startsWith(Constants.R_HEADS) && !ref.startsWith("refs/heads/patchbay/"));
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
