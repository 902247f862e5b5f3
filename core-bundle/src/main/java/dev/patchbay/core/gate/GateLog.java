package dev.patchbay.core.gate;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.patchbay.core.process.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log of a level's gates: all that they wrote, however much. */
record GateLog(Path file) {

  /** A file beside the log for one stream of a command, to be appended and deleted when it ends. */
  Path stream(String call, String name) {
    return file.resolveSibling("." + call + "." + name);
  }

  void line(String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Utf8.write(file, text + System.lineSeparator(), CREATE, APPEND);
  }

  void append(String title, Path stream) throws IOException {
    if (!Files.exists(stream) || Files.size(stream) == 0) {
      return;
    }
    line("--- " + title);
    try (OutputStream out = Files.newOutputStream(file, CREATE, APPEND)) {
      Files.copy(stream, out);
    }
    line("");
  }
}
