package dev.patchbay.core.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads the files of commits. */
final class Trees {
  /** More than the memory of the daemon could hold besides what else it does. */
  private static final int LARGEST = 64 << 20;

  private Trees() {}

  /** All of an object. */
  static byte[] bytes(ObjectLoader object) throws IOException {
    try {
      return object.getBytes(LARGEST);
    } catch (LargeObjectException e) {
      throw new IOException("an object of " + object.getSize() + " bytes is too large to read", e);
    }
  }

  static Optional<byte[]> blob(Repo repo, String commit, String path) {
    try (RevWalk walk = new RevWalk(repo.jgit());
        TreeWalk tree =
            TreeWalk.forPath(
                walk.getObjectReader(), path, walk.parseCommit(Repo.idOf(commit)).getTree())) {
      if (tree == null || tree.getFileMode(0).getObjectType() != Constants.OBJ_BLOB) {
        return Optional.empty();
      }
      return Optional.of(bytes(walk.getObjectReader().open(tree.getObjectId(0))));
    } catch (IOException e) {
      throw repo.failed("read " + path + " at " + commit + " of", e);
    }
  }

  static Optional<String> tree(Repo repo, String commit, String directory) {
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      RevCommit parsed = walk.parseCommit(Repo.idOf(commit));
      if (directory.isEmpty()) {
        return Optional.of(parsed.getTree().name());
      }
      try (TreeWalk tree = TreeWalk.forPath(walk.getObjectReader(), directory, parsed.getTree())) {
        return tree != null && tree.getFileMode(0) == FileMode.TREE
            ? Optional.of(tree.getObjectId(0).name())
            : Optional.empty();
      }
    } catch (IOException e) {
      throw repo.failed("read " + directory + " at " + commit + " of", e);
    }
  }

  static List<String> files(Repo repo, String commit, String directory) {
    Optional<String> found = tree(repo, commit, directory);
    List<String> names = new ArrayList<>();
    if (found.isPresent()) {
      try (TreeWalk walk = new TreeWalk(repo.jgit())) {
        walk.addTree(Repo.idOf(found.get()));
        while (walk.next()) {
          if (walk.getFileMode(0).getObjectType() == Constants.OBJ_BLOB) {
            names.add(walk.getNameString());
          }
        }
      } catch (IOException e) {
        throw repo.failed("list " + directory + " at " + commit + " of", e);
      }
    }
    return names;
  }
}
