package dev.patchbay.core.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * Writes text that comes from elsewhere. A plugin may have cut it inside a character: a question
 * mark stands for that half then, where {@link Files#writeString} would refuse all of it.
 */
public final class Utf8 {
  private Utf8() {}

  public static void write(Path file, CharSequence text, OpenOption... options) throws IOException {
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8), options);
  }
}
