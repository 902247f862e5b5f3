package dev.patchbay.core.git;

import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Puts the files of a commit into a directory for a run. The directory is a small repository of its
 * own that borrows the objects: `git log` and `git diff` work in it, and nothing done there touches
 * the repository it comes from.
 */
public final class Checkouts {
  /** The commit's files in a directory that is new or empty. */
  public Path checkout(Repo repo, String commit, Path into) {
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      Files.createDirectories(into);
      Borrowed git = new Borrowed(repo, into);
      git.begin(commit);
      DirCache index = git.index();
      ObjectId tree = walk.parseCommit(ObjectId.fromString(commit)).getTree();
      new TreeWriter(walk.getObjectReader(), into, index).write(tree);
      index.write();
      if (!index.commit()) {
        throw new IOException("its index cannot be written");
      }
      return into;
    } catch (InvalidPathException e) {
      throw failed(repo, commit, into, "a name does not fit the locale: " + e.getInput(), e);
    } catch (IOException | LargeObjectException e) {
      throw failed(repo, commit, into, String.valueOf(e.getMessage()), e);
    }
  }

  /** Removes what a run left, also directories that it has closed, and follows no link. */
  public void remove(Path directory) {
    try {
      if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.walkFileTree(directory, new Remover());
      }
    } catch (IOException e) {
      throw new RepositoryException(
          Reason.FAILED, "cannot remove %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static RepositoryException failed(
      Repo repo, String commit, Path into, String why, Exception cause) {
    return new RepositoryException(
        Reason.FAILED,
        "cannot check out %s of %s into %s: %s".formatted(commit, repo.path(), into, why),
        cause);
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    private static final Set<PosixFilePermission> ALL =
        PosixFilePermissions.fromString("rwx------");

    private @Nullable Path opened;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
        Files.setPosixFilePermissions(directory, ALL);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !file.equals(opened)) {
        opened = file; // once: whose owner we are not stays closed
        Files.setPosixFilePermissions(file, ALL);
        Files.walkFileTree(file, this);
      } else {
        Files.deleteIfExists(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
