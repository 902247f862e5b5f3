package dev.patchbay.core.deploy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jars that lie in a folder. */
public final class Jars {
  private Jars() {}

  /** In the order of their names; none when there is no such folder. */
  public static List<Path> in(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
        files.forEach(jars::add);
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    jars.sort(null);
    return jars;
  }
}
