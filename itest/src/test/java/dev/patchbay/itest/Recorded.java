package dev.patchbay.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a recorder was told: the version of the bundle that was told it, seq and name of it. */
record Recorded(String version, long seq, String name) {
  /** All of it in the order of delivery, without the ticks, which are in no log. */
  static List<Recorded> in(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.split(" ", 3))
          .filter(parts -> parts.length == 3)
          .map(parts -> new Recorded(parts[0], Long.parseLong(parts[1]), parts[2]))
          .filter(recorded -> !recorded.name().equals("daemon:tick"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
