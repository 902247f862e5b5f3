package dev.patchbay.core.job;

import dev.patchbay.api.event.GitEvent;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What happened to a path; a changed one is any of them. */
enum PathKind {
  CHANGED,
  ADDED,
  MODIFIED,
  DELETED;

  List<String> in(GitEvent event) {
    return switch (this) {
      case CHANGED -> event.changedPaths();
      case ADDED -> event.added();
      case MODIFIED -> event.modified();
      case DELETED -> event.deleted();
    };
  }

  /** Whether the entry of a walk over an old and a new tree is of this kind. */
  boolean in(TreeWalk walk) {
    boolean before = walk.getRawMode(0) != 0;
    boolean after = walk.getRawMode(1) != 0;
    return switch (this) {
      case CHANGED -> true;
      case ADDED -> !before;
      case MODIFIED -> before && after;
      case DELETED -> !after;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
