package dev.patchbay.core.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for branches and tags whose names are not UTF-8: they cannot be watched. */
final class UnreadableRefs {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableRefs.class);

  private final Path gitDir;
  private long packedAt = -1;
  private Set<String> packed = Set.of();
  private volatile Set<String> found = Set.of();

  UnreadableRefs(Path gitDir) {
    this.gitDir = gitDir;
  }

  /** Empty when all is well. */
  String warning() {
    return found.isEmpty()
        ? ""
        : "cannot watch refs whose names are not UTF-8, rename them: " + String.join(", ", found);
  }

  /** Answers what was not found the last time. */
  Optional<String> look() {
    Set<String> now = new TreeSet<>(packed());
    for (String folder : new String[] {"refs/heads", "refs/tags"}) {
      try (Stream<Path> files = Files.walk(gitDir.resolve(folder))) {
        files
            .map(file -> gitDir.relativize(file).toString())
            .filter(name -> !RefMove.isReadable(name))
            .forEach(now::add);
      } catch (IOException | UncheckedIOException e) {
        LOG.debug("{} changed while it was looked at", gitDir, e);
      }
    }
    boolean fresh = !found.containsAll(now);
    found = now;
    return fresh ? Optional.of(warning()) : Optional.empty();
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
