package dev.patchbay.core.job;

import dev.patchbay.core.config.Scalar;
import dev.patchbay.core.config.Section;
import dev.patchbay.core.process.Placeholders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code env}: names and texts, over those of the job. */
final class Environment {
  private Environment() {}

  static Map<String, String> read(Section section, Map<String, String> above) {
    Map<String, String> env = new LinkedHashMap<>(above);
    Section given = section.section("env");
    given
        .entries()
        .forEach(
            (name, value) -> {
              if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
                given.problem(name, "expected the name of an environment variable");
              } else if (!(value.node() instanceof Scalar scalar)) {
                given.problem(name, "expected a text, found " + value.node().kind());
              } else if (scalar.text().indexOf('\0') >= 0) {
                given.problem(name, "a value cannot hold a NUL character");
              } else {
                env.put(name, value(given, name, scalar));
              }
            });
    return env;
  }

  private static String value(Section given, String name, Scalar scalar) {
    String value = scalar.empty() ? "" : scalar.text();
    try {
      Placeholders.check(List.of(value));
    } catch (IllegalArgumentException wrong) {
      given.problem(name, String.valueOf(wrong.getMessage()));
    }
    return value;
  }
}
