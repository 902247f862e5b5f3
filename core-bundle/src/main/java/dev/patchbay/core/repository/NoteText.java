package dev.patchbay.core.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The bytes of a note as lines: git puts blank ones between what it appends. */
final class NoteText {
  private NoteText() {}

  static List<String> lines(byte[] note) {
    return new String(note, UTF_8).lines().filter(line -> !line.isBlank()).toList();
  }

  /** What was there stays byte by byte, and lines that it has already are not added. */
  static byte[] with(byte[] before, Collection<String> lines) {
    Set<String> missing = new LinkedHashSet<>(lines);
    missing.removeAll(new HashSet<>(lines(before)));
    if (missing.isEmpty()) {
      return before;
    }
    ByteArrayOutputStream after = new ByteArrayOutputStream(before.length + 1024);
    after.writeBytes(before);
    if (before.length > 0 && before[before.length - 1] != '\n') {
      after.write('\n');
    }
    for (String line : missing) {
      after.writeBytes(line.getBytes(UTF_8));
      after.write('\n');
    }
    return after.toByteArray();
  }
}
