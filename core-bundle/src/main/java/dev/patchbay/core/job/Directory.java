package dev.patchbay.core.job;

import dev.patchbay.core.config.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code cwd}: a folder below the checkout. */
final class Directory {
  private Directory() {}

  static String read(Section section, String above) {
    Optional<String> written = section.text("cwd");
    if (written.isEmpty()) {
      return above;
    }
    if (!below(written.get())) {
      section.problem("cwd", "expected a folder below the checkout, relative to it");
      return above;
    }
    return Path.of(written.get()).normalize().toString();
  }

  /** Whether a relative path stays below where it begins. */
  static boolean below(String written) {
    try {
      Path path = Path.of(written);
      return !path.isAbsolute() && !path.normalize().startsWith("..");
    } catch (InvalidPathException invalid) {
      return false;
    }
  }
}
