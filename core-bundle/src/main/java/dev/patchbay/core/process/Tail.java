package dev.patchbay.core.process;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a file, however large it is. */
public final class Tail {

  private Tail() {}

  /**
   * At most the last {@code bytes} bytes as text, beginning with a whole character; bytes that are
   * no UTF-8 become replacement characters. A file that is not there has no text.
   */
  public static String of(Path file, int bytes) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long from = Math.max(0, channel.size() - bytes);
      byte[] read = Channels.newInputStream(channel.position(from)).readNBytes(bytes);
      int begin = from == 0 ? 0 : firstWhole(read);
      return new String(read, begin, read.length - begin, StandardCharsets.UTF_8);
    }
  }

  /** Past the rest of a character that was cut: three bytes at most, else it is no UTF-8 anyway. */
  private static int firstWhole(byte[] bytes) {
    int i = 0;
    while (i < bytes.length && i < 4 && (bytes[i] & 0xC0) == 0x80) {
      i++;
    }
    return i == 4 ? 0 : i;
  }
}
