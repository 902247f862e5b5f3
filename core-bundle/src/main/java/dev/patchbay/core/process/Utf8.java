package dev.patchbay.core.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** Text that may be cut inside a character. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Writes text of which a plugin may have cut a character in two: a question mark stands for the
   * half, where {@link Files#writeString} would refuse all of it.
   */
  public static void write(Path file, CharSequence text, OpenOption... options) throws IOException {
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8), options);
  }

  /** How many bytes there are before a character that is cut at the end; all when none is. */
  public static int whole(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int unit = bytes[bytes.length - back] & 0xFF;
      if (unit >= 0xC0) {
        int length = unit >= 0xF0 ? 4 : unit >= 0xE0 ? 3 : 2;
        return length > back ? bytes.length - back : bytes.length;
      }
      if (unit < 0x80) {
        break;
      }
    }
    return bytes.length;
  }
}
