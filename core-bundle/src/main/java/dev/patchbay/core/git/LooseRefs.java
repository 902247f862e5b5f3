package dev.patchbay.core.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.repository.RepositoryException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells a ref that is gone from one that cannot be read. JGit passes over folders and files that it
 * cannot read as if they were not there, and then answers nothing, or an old packed value.
 */
final class LooseRefs {
  private static final String ADVICE = "; nothing is told of what lies there until it can be read";

  /** What Git writes into the file of a ref: an object name, or where a symbolic one leads. */
  private static final Pattern REF = Pattern.compile("[0-9a-f]{40}(\\s|$)|ref:");

  private static final int START = 64;

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
      if (file.isDirectory()) {
        return Optional.empty();
      }
      if (file.size() == 0 || !Files.isReadable(at)) {
        return Optional.of(unreadable(at, file.size() == 0 ? "it is empty" : "no permission"));
      }
      return isRef(at) ? Optional.empty() : Optional.of(unreadable(at, "it holds no object name"));
    } catch (NoSuchFileException e) {
      Path heads = gitDir.resolve("refs/heads"); // Git never removes it
      return Files.exists(heads) ? Optional.empty() : Optional.of(unreadable(heads, "it is gone"));
    } catch (IOException e) {
      return Optional.of(unreadable(at, reason(e)));
    }
  }

  private static boolean isRef(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return REF.matcher(new String(content.readNBytes(START), ISO_8859_1)).lookingAt();
    }
  }

  /**
   * To be asked before a ref is read: to read from a pipe would never end.
   *
   * @throws RepositoryException when something else than a file is there
   */
  void demandFile(String ref) {
    Path file = gitDir.resolve(ref);
    if (isSpecial(file)) {
      throw unreadable(file, "it is no file");
    }
  }

  /** Neither a file nor a folder, nor a link to one. */
  static boolean isSpecial(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false; // it is not there, or cannot be read for another reason
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
