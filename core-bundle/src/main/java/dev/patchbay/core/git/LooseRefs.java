package dev.patchbay.core.git;

import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Tells a ref that is gone from one that cannot be read. JGit passes over folders and files that it
 * cannot read as if they were not there, and then answers nothing, or an old packed value.
 */
final class LooseRefs {
  private static final String ADVICE = "; nothing is told of what lies there until it can be read";

  private final Path gitDir;

  LooseRefs(Path gitDir) {
    this.gitDir = gitDir;
  }

  /** Why nothing can be said of the value of a ref; nothing when JGit's answer is true. */
  Optional<RepositoryException> doubt(String ref) {
    if (Files.isDirectory(gitDir.resolve("reftable"))) {
      return Optional.empty(); // it has no loose refs
    }
    Path at = gitDir;
    try {
      for (String part : ref.split("/")) {
        if (!Files.readAttributes(at, BasicFileAttributes.class).isDirectory()) {
          return Optional.empty(); // a/b cannot be there while a is
        }
        at = at.resolve(part);
      }
      BasicFileAttributes file = Files.readAttributes(at, BasicFileAttributes.class);
      if (file.isDirectory() || (file.size() > 0 && Files.isReadable(at))) {
        return Optional.empty();
      }
      return Optional.of(unreadable(at, file.size() == 0 ? "it is empty" : "no permission"));
    } catch (NoSuchFileException e) {
      Path heads = gitDir.resolve("refs/heads"); // Git never removes it
      return Files.exists(heads) ? Optional.empty() : Optional.of(unreadable(heads, "it is gone"));
    } catch (IOException e) {
      return Optional.of(unreadable(at, reason(e)));
    }
  }

  static RepositoryException unreadable(Path path, String why) {
    return new RepositoryException(
        Reason.FAILED, "cannot read %s: %s%s".formatted(path, why, ADVICE));
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "it is gone";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "something else is there";
    }
    String why = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return why == null ? e.toString() : why;
  }
}
