package dev.patchbay.core.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pushes that the installed hook has left in the Git directory, one file each. */
final class PushSpool {
  static final String FOLDER = "patchbay/pushes";
  private static final Logger LOG = LoggerFactory.getLogger(PushSpool.class);
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{40}) ([0-9a-f]{40}) (refs/.+)");

  /** More than any push has refs; what is longer was not written by the hook. */
  private static final long LARGEST_FILE = 16 << 20;

  private final Path folder;

  PushSpool(Path gitDir) {
    folder = gitDir.resolve(FOLDER);
  }

  boolean inUse() {
    return Files.isDirectory(folder);
  }

  /** Whole files in the order in which they were written; the hook renames them when whole. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.push")) {
      entries.forEach(files::add);
    } catch (IOException e) {
      LOG.debug("no pushes in {}: {}", folder, e.toString());
    } catch (DirectoryIteratorException e) {
      LOG.debug("no pushes in {}: {}", folder, e.toString());
    }
    files.sort(null);
    return files;
  }

  /** What the file says; lines that no hook writes are left out. */
  List<RefMove> read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        LOG.warn("{} is too large for a push, it is left out", file);
        return List.of();
      }
      try (Stream<String> lines = new String(Files.readAllBytes(file), UTF_8).lines()) {
        return lines
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(m -> new RefMove(m.group(3), RefMove.value(m.group(1)), RefMove.value(m.group(2))))
            .filter(move -> RefMove.watches(move.ref()) && !move.from().equals(move.to()))
            .toList();
      }
    } catch (IOException e) {
      LOG.warn("cannot read {}: {}", file, e.toString());
      return List.of();
    }
  }

  /** Only after what they say is durable. */
  void remove(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("cannot remove {}: {}", file, e.toString());
      }
    }
  }
}
