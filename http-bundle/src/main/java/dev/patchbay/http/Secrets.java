package dev.patchbay.http;

import java.util.Comparator;
import java.util.List;

/** What must never be read in a message or a log. */
record Secrets(List<String> values) {
  private static final String MASK = "***";

  Secrets {
    // The longest first: one secret may be the beginning of another.
    values =
        values.stream()
            .filter(value -> !value.isBlank())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  String mask(String text) {
    String masked = text;
    for (String value : values) {
      masked = masked.replace(value, MASK);
    }
    return masked;
  }
}
