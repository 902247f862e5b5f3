package dev.patchbay.core.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.core.repository.RepositoryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks for branches and tags that cannot be watched: their names are not UTF-8, or they lie in
 * folders that cannot be read.
 */
final class UnreadableRefs {
  private final Path gitDir;
  private long packedAt = -1;
  private Set<String> packed = Set.of();
  private volatile Set<String> found = Set.of();
  private @Nullable RepositoryException closed;

  UnreadableRefs(Path gitDir) {
    this.gitDir = gitDir;
  }

  /** Empty when all is well. */
  String warning() {
    return found.isEmpty()
        ? ""
        : "cannot watch refs whose names are not UTF-8, rename them: " + String.join(", ", found);
  }

  /**
   * Answers what was not found the last time.
   *
   * @throws RepositoryException when a pipe or the like lies among them: to read it would never end
   */
  Optional<String> look() {
    Set<String> now = new TreeSet<>(packed());
    closed = null;
    for (String folder : new String[] {"refs/heads", "refs/tags"}) {
      walk(gitDir.resolve(folder), now);
    }
    boolean fresh = !found.containsAll(now);
    found = now;
    return fresh ? Optional.of(warning()) : Optional.empty();
  }

  /** What the last look could not look into, so that nothing can be said of what lies there. */
  Optional<RepositoryException> closed() {
    return Optional.ofNullable(closed);
  }

  private void walk(Path folder, Set<String> names) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isOther()
                  || (attributes.isSymbolicLink() && LooseRefs.isSpecial(file))) {
                throw LooseRefs.unreadable(file, "it is no file");
              }
              String name = gitDir.relativize(file).toString();
              if (!RefMove.isReadable(name)) {
                names.add(name);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              // Else it went while we looked; Git itself never removes refs/heads.
              if (!(e instanceof NoSuchFileException) || file.endsWith("refs/heads")) {
                closed = LooseRefs.unreadable(file, LooseRefs.reason(e));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      closed = LooseRefs.unreadable(folder, LooseRefs.reason(e));
    }
  }

  private Set<String> packed() {
    Path file = gitDir.resolve("packed-refs");
    try {
      long changed = Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file);
      if (changed != packedAt) {
        Set<String> names = new TreeSet<>();
        try (BufferedReader lines = Files.newBufferedReader(file, ISO_8859_1)) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String name = new String(line.getBytes(ISO_8859_1), UTF_8);
            if (!RefMove.isReadable(name) && name.contains(" refs/")) {
              names.add(name.substring(name.indexOf(' ') + 1));
            }
          }
        }
        packed = names;
        packedAt = changed;
      }
    } catch (IOException e) {
      packed = Set.of(); // there need not be such a file
      packedAt = -1;
    }
    return packed;
  }
}
