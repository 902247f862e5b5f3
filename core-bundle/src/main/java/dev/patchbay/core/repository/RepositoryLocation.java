package dev.patchbay.core.repository;

import dev.patchbay.core.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a repository really is. Linked worktrees share the directory of the repository they belong
 * to, so a repository named by any of them is the same one.
 */
record RepositoryLocation(Path path, Path gitDir, Optional<Path> workTree) {
  static RepositoryLocation find(Path named) {
    try {
      return locate(named.toRealPath());
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new RepositoryException(
          Reason.NOT_A_REPOSITORY, "%s does not exist; check the path".formatted(named), e);
    } catch (AccessDeniedException e) {
      throw denied(named, e);
    } catch (IOException e) {
      throw new RepositoryException(
          Reason.FAILED, "%s cannot be read: %s".formatted(named, e.getMessage()), e);
    }
  }

  private static RepositoryLocation locate(Path path) throws IOException {
    Path dotGit = path.resolve(".git");
    if (exists(dotGit)) {
      Path gitDir = Files.isDirectory(dotGit) ? dotGit : pointedAt(dotGit);
      return checked(path, common(gitDir), Optional.of(path));
    }
    Path common = common(path);
    boolean insideWorkTree = common.endsWith(".git") && !bare(common);
    Optional<Path> workTree =
        insideWorkTree ? Optional.ofNullable(common.getParent()) : Optional.empty();
    return checked(path, common, workTree);
  }

  private static RepositoryLocation checked(Path named, Path gitDir, Optional<Path> workTree)
      throws IOException {
    if (!exists(gitDir.resolve("HEAD"))
        || !exists(gitDir.resolve("objects"))
        || !exists(gitDir.resolve("refs"))) {
      throw new RepositoryException(
          Reason.NOT_A_REPOSITORY,
          "%s is not a Git repository; name a bare repository or a directory with .git in it"
              .formatted(named));
    }
    demandReadable(gitDir.resolve("HEAD"));
    demandReadable(gitDir.resolve("refs"));
    demandReadable(gitDir.resolve("objects"));
    refuseUnsupported(named, gitDir);
    return new RepositoryLocation(workTree.orElse(gitDir), gitDir, workTree);
  }

  private static void demandReadable(Path path) throws IOException {
    if (!Files.isReadable(path)) {
      throw new AccessDeniedException(path.toString());
    }
  }

  /** JGit would read such a repository as damaged. */
  private static void refuseUnsupported(Path named, Path gitDir) throws IOException {
    if (setting(gitDir, "objectformat").filter(format -> format.equals("sha256")).isPresent()) {
      throw new RepositoryException(
          Reason.UNSUPPORTED,
          "%s uses SHA-256 object names, which Patchbay cannot read; use a SHA-1 repository"
              .formatted(named));
    }
  }

  private static boolean bare(Path gitDir) throws IOException {
    return setting(gitDir, "bare").filter(value -> value.equals("true")).isPresent();
  }

  private static Optional<String> setting(Path gitDir, String key) throws IOException {
    Path config = gitDir.resolve("config");
    if (!exists(config)) {
      return Optional.empty();
    }
    return Files.readString(config, StandardCharsets.ISO_8859_1)
        .lines()
        .map(line -> line.strip().toLowerCase(Locale.ROOT).split("\\s*=\\s*", 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(key))
        .map(pair -> pair[1])
        .reduce((earlier, later) -> later);
  }

  private static Path pointedAt(Path dotGit) throws IOException {
    String text = Files.readString(dotGit, StandardCharsets.UTF_8).strip();
    String prefix = "gitdir:";
    if (!text.startsWith(prefix)) {
      throw new RepositoryException(
          Reason.NOT_A_REPOSITORY, "%s does not name a Git directory".formatted(dotGit));
    }
    return dotGit.resolveSibling(text.substring(prefix.length()).strip()).toRealPath();
  }

  private static Path common(Path gitDir) throws IOException {
    Path pointer = gitDir.resolve("commondir");
    return exists(pointer)
        ? gitDir.resolve(Files.readString(pointer, StandardCharsets.UTF_8).strip()).toRealPath()
        : gitDir;
  }

  /** Unlike Files.exists this says so when we may not look. */
  private static boolean exists(Path path) throws IOException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return false;
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      return false; // "Not a directory": the parent is a file
    }
  }

  private static RepositoryException denied(Path named, AccessDeniedException e) {
    return new RepositoryException(
        Reason.NO_PERMISSION,
        "no permission to read %s (%s); let the user of the daemon read it"
            .formatted(named, e.getFile()),
        e);
  }
}
