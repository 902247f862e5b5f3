package dev.patchbay.core.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The environment that a process was started with, of those that this user may look at. */
final class Environ {

  /** Every entry between two NULs; bytes as Latin-1, for an environment need not be UTF-8. */
  private final String entries;

  private Environ(String entries) {
    this.entries = entries;
  }

  static Environ of(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
      return new Environ("\0" + new String(bytes, ISO_8859_1) + "\0");
    } catch (IOException e) {
      return new Environ(""); // gone meanwhile, or another user's: not ours in either case
    }
  }

  boolean has(String name, String value) {
    byte[] entry = ("\0" + name + "=" + value + "\0").getBytes(UTF_8);
    return entries.contains(new String(entry, ISO_8859_1));
  }

  boolean names(String name) {
    return entries.contains("\0" + name + "=");
  }

  Map<String, String> patchbay() {
    Map<String, String> found = new TreeMap<>();
    for (String entry : entries.split("\0", -1)) {
      int equals = entry.indexOf('=');
      if (entry.startsWith("PATCHBAY_") && equals > 0) {
        byte[] value = entry.substring(equals + 1).getBytes(ISO_8859_1);
        found.put(entry.substring(0, equals), new String(value, UTF_8));
      }
    }
    return found;
  }
}
