package dev.patchbay.core.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * What `git notes append` of somebody else has undone. It moves the notes ref without looking at
 * its value, so what was added between its reading and its writing is lost. Appending means to
 * remove nothing: whatever is missing after it is to be added again. Any other command of Git may
 * have removed lines on purpose, and those stay removed.
 */
public final class LostNotes {
  private static final String APPENDED = "Notes added by 'git notes append'";
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{40}");

  private LostNotes() {}

  /** By commit, the lines that were there at one head of a notes ref and are not at a later one. */
  public static Map<String, List<String>> between(Repo repo, String before, String after) {
    if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
      return Map.of();
    }
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      RevCommit old = walk.parseCommit(Repo.idOf(before));
      RevCommit now = walk.parseCommit(Repo.idOf(after));
      return onlyAppended(walk, old, now) ? missing(walk, old, now) : Map.of();
    } catch (MissingObjectException e) {
      return Map.of(); // the older head was collected: too long ago to be a race
    } catch (IOException e) {
      throw repo.failed("compare notes of", e);
    }
  }

  private static boolean onlyAppended(RevWalk walk, RevCommit old, RevCommit now)
      throws IOException {
    walk.markStart(now);
    walk.markUninteresting(old);
    boolean foreign = false;
    for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
      String message = commit.getFullMessage();
      if (message.startsWith(APPENDED)) {
        foreign = true;
      } else if (!message.startsWith(Notes.MESSAGE)) {
        return false;
      }
    }
    return foreign;
  }

  private static Map<String, List<String>> missing(RevWalk walk, RevCommit old, RevCommit now)
      throws IOException {
    Map<String, ObjectId> before = new HashMap<>();
    Map<String, ObjectId> after = new HashMap<>();
    try (TreeWalk trees = new TreeWalk(walk.getObjectReader())) {
      trees.setRecursive(true);
      trees.addTree(old.getTree());
      trees.addTree(now.getTree());
      trees.setFilter(TreeFilter.ANY_DIFF);
      while (trees.next()) {
        String name = trees.getPathString().replace("/", ""); // the fan-out may have changed
        if (NAME.matcher(name).matches()) {
          if (trees.getRawMode(0) != 0) {
            before.put(name, trees.getObjectId(0));
          }
          if (trees.getRawMode(1) != 0) {
            after.put(name, trees.getObjectId(1));
          }
        }
      }
    }
    Map<String, List<String>> missing = new HashMap<>();
    for (Map.Entry<String, ObjectId> note : before.entrySet()) {
      List<String> lines = new ArrayList<>(lines(walk, note.getValue()));
      ObjectId left = after.get(note.getKey());
      Set<String> kept = left == null ? Set.of() : new HashSet<>(lines(walk, left));
      lines.removeAll(kept);
      if (!lines.isEmpty()) {
        missing.put(note.getKey(), lines);
      }
    }
    return missing;
  }

  private static List<String> lines(RevWalk walk, ObjectId note) throws IOException {
    return NoteText.lines(Trees.bytes(walk.getObjectReader().open(note, Constants.OBJ_BLOB)));
  }
}
