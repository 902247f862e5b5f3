package dev.patchbay.core.deploy;

import java.util.ArrayList;
import java.util.List;

/**
 * A header of a bundle's manifest, read without a framework (OSGi core 8, 3.2.4): clauses separated
 * by commas, each a path with attributes and directives separated by semicolons, values quoted.
 */
final class ManifestHeader {
  private ManifestHeader() {}

  static List<String> clauses(String header) {
    return split(header, ',');
  }

  static String path(String clause) {
    return split(clause, ';').getFirst();
  }

  /** The value of an attribute, with or without a type; empty when it is not there. */
  static String attribute(String clause, String name) {
    for (String part : split(clause, ';')) {
      int equals = part.indexOf('=');
      if (equals > 0 && !part.startsWith(":=", equals - 1)) {
        String key = part.substring(0, equals).strip();
        int type = key.indexOf(':');
        if ((type < 0 ? key : key.substring(0, type)).equals(name)) {
          return unquoted(part.substring(equals + 1).strip());
        }
      }
    }
    return "";
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1).replace("\\\"", "\"") : value;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == separator && !quoted) {
        parts.add(part.toString().strip());
        part.setLength(0);
        continue;
      }
      if (c == '"' && !escaped) {
        quoted = !quoted;
      }
      escaped = c == '\\' && !escaped;
      part.append(c);
    }
    parts.add(part.toString().strip());
    return parts;
  }
}
