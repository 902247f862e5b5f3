package dev.patchbay.core.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line of the kernel's process table, as far as it tells who belongs to whom. */
record ProcessEntry(long pid, long parent, long session, long start) {

  private static final Path PROC = Path.of("/proc");

  /** Everything that runs now; zombies are over already and left out. */
  static List<ProcessEntry> all() {
    List<ProcessEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> pids = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path pid : pids) {
        of(Long.parseLong(pid.getFileName().toString())).ifPresent(entries::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return entries; // no /proc: what was found by handle is all that can be known
    }
    return entries;
  }

  static Optional<ProcessEntry> of(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("stat"));
      String stat = new String(bytes, StandardCharsets.ISO_8859_1);
      // The program's name, in parentheses, may hold spaces and parentheses of its own.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
      if (fields[0].equals("Z") || fields[0].equals("X")) {
        return Optional.empty();
      }
      return Optional.of(
          new ProcessEntry(
              pid,
              Long.parseLong(fields[1]),
              Long.parseLong(fields[3]),
              Long.parseLong(fields[19])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
