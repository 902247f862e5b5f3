package dev.patchbay.core.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The paths that differ between two commits; a path that is not UTF-8 is read as Latin-1. */
public record TreeDiff(
    List<String> changed,
    List<String> added,
    List<String> modified,
    List<String> deleted,
    boolean truncated) {
  public TreeDiff {
    changed = List.copyOf(changed);
    added = List.copyOf(added);
    modified = List.copyOf(modified);
    deleted = List.copyOf(deleted);
  }

  public static TreeDiff none() {
    return new TreeDiff(List.of(), List.of(), List.of(), List.of(), false);
  }

  /** At most so many paths; an empty `from` is the empty tree. */
  public static TreeDiff between(Repo repo, String from, String to, int limit) {
    List<String> changed = new ArrayList<>();
    List<String> added = new ArrayList<>();
    List<String> modified = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    boolean truncated = false;
    try (RevWalk commits = new RevWalk(repo.jgit());
        TreeWalk walk = new TreeWalk(commits.getObjectReader())) {
      walk.setRecursive(true);
      addTree(walk, commits, from);
      addTree(walk, commits, to);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        if (changed.size() == limit) {
          truncated = true;
          break;
        }
        String path = walk.getPathString();
        changed.add(path);
        if (walk.getRawMode(0) == 0) {
          added.add(path);
        } else if (walk.getRawMode(1) == 0) {
          deleted.add(path);
        } else {
          modified.add(path);
        }
      }
      return new TreeDiff(changed, added, modified, deleted, truncated);
    } catch (IOException e) {
      throw repo.failed("compare " + from + " and " + to + " of", e);
    }
  }

  private static void addTree(TreeWalk walk, RevWalk commits, String commit) throws IOException {
    if (commit.isEmpty()) {
      walk.addTree(new EmptyTreeIterator());
      return;
    }
    ObjectReader reader = commits.getObjectReader();
    walk.addTree(
        new CanonicalTreeParser(
            new byte[0], reader, commits.parseCommit(Repo.idOf(commit)).getTree()));
  }
}
