package dev.patchbay.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The distribution as it was just built; what is tested is what is shipped. */
public final class Distribution {
  private Distribution() {}

  static Path folder() {
    Path folder = Path.of(System.getProperty("patchbay.distribution", "")).toAbsolutePath();
    if (!Files.isDirectory(folder.resolve("bundles"))) {
      throw new IllegalStateException(
          "no distribution in " + folder + "; build the module launcher first");
    }
    return folder;
  }

  public static Path program() {
    return folder().resolve("bin/patchbay");
  }

  static List<Path> jars(String below) {
    try (Stream<Path> files = Files.list(folder().resolve(below))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
