package dev.patchbay.itest.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that carry something in their environment. */
final class Strays {
  private Strays() {}

  static List<String> carrying(String text) throws IOException {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> pids = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path pid : pids) {
        try {
          String environ =
              new String(Files.readAllBytes(pid.resolve("environ")), StandardCharsets.ISO_8859_1);
          if (environ.contains(text)) {
            found.add(pid.getFileName() + " " + Files.readString(pid.resolve("cmdline")));
          }
        } catch (IOException e) {
          // It ended meanwhile, or is somebody else's.
        }
      }
    }
    return found;
  }
}
