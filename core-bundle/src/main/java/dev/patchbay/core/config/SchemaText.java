package dev.patchbay.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A JSON schema that lies beside a class. */
public final class SchemaText {
  private SchemaText() {}

  /** The text of a file in the package of a class. */
  public static String of(Class<?> beside, String file) {
    try (InputStream content = beside.getResourceAsStream(file)) {
      if (content == null) {
        throw new IllegalStateException(file + " is missing beside " + beside.getName());
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
