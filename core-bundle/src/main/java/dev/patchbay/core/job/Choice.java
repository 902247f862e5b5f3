package dev.patchbay.core.job;

import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.config.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one of the words of an enumeration, written in lower case with hyphens. */
final class Choice {
  private Choice() {}

  static <E extends Enum<E>> E of(Section section, String key, E[] values, E absent) {
    Optional<String> written = section.text(key);
    if (written.isEmpty()) {
      return absent;
    }
    List<String> words = Arrays.stream(values).map(Choice::word).toList();
    int index = words.indexOf(written.get());
    if (index < 0) {
      String expected = "expected one of " + String.join(", ", words);
      section.problem(key, expected + Nearest.hint(written.get(), words));
      return absent;
    }
    return values[index];
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
