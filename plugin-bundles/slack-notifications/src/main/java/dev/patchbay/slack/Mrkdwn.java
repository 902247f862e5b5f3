package dev.patchbay.slack;

/** Slack's text format: three characters are escaped, a section holds 3,000 characters. */
final class Mrkdwn {
  /** Leaves room in a section for the words around a text from outside. */
  private static final int LONG = 2_500;

  private Mrkdwn() {}

  /** A text from outside, escaped, at most so long that its section remains valid. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (escaped.length() >= LONG) {
        return escaped.append('…').toString();
      }
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** The beginning of a text, never half of a character; escaped. */
  static String beginning(String text, int length) {
    if (text.length() <= length) {
      return escape(text);
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return escape(text.substring(0, end));
  }

  static String orUnknown(String text) {
    return text.isEmpty() ? "unknown" : escape(text);
  }
}
