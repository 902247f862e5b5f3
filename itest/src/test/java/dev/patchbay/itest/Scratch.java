package dev.patchbay.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of one daemon under test: its home, its repository, the jars that are plugged in. */
record Scratch(Path folder) {
  /** An empty one; what the last build left there is gone. */
  static Scratch empty(String name) {
    Scratch scratch = new Scratch(Path.of("target", "itest", name).toAbsolutePath());
    try {
      scratch.delete();
      Files.createDirectories(scratch.plugins());
      Files.createDirectories(scratch.jars());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scratch;
  }

  Path home() {
    return folder.resolve("home");
  }

  Path plugins() {
    return home().resolve("plugins");
  }

  Path configuration() {
    return home().resolve("patchbay.yaml");
  }

  Path jars() {
    return folder.resolve("jars");
  }

  Path jar(String plugin, String version) {
    return jars().resolve(plugin + "-" + version + ".jar");
  }

  /** Where the recorder writes. */
  Path recorded() {
    return folder.resolve("recorded.txt");
  }

  private void delete() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
