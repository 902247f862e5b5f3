package dev.patchbay.core.config;

import java.util.Set;

/**
 * One YAML value.
 *
 * @param text the value
 * @param plain whether it was written without quotes
 * @param written the text as it stands in the file, before variables were replaced: the only form
 *     that error messages show
 */
public record Scalar(int line, int column, String text, boolean plain, String written)
    implements Node {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  /** Whether nothing was written, or what was written stands for nothing. */
  public boolean empty() {
    return plain && (text.equals(written) ? NULLS.contains(text) : text.isEmpty());
  }

  @Override
  public String kind() {
    return empty() ? "nothing" : "'" + shortened() + "'";
  }

  @Override
  public boolean sameAs(Node other) {
    return other instanceof Scalar scalar && scalar.text.equals(text) && scalar.plain == plain;
  }

  /** Of the types of the JSON schema of YAML 1.2; an empty value is the empty text. */
  @Override
  public Object value() {
    if (!plain) {
      return text;
    }
    if (empty()) {
      return "";
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    return number();
  }

  private Object number() {
    try {
      if (text.matches("-?(0|[1-9][0-9]{0,17})")) {
        return Long.valueOf(text);
      }
      if (text.matches("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?")) {
        double decimal = Double.parseDouble(text);
        return Double.isInfinite(decimal) ? text : Double.valueOf(decimal);
      }
    } catch (NumberFormatException notANumber) {
      return text;
    }
    return text;
  }

  private String shortened() {
    return written.length() <= 60 ? written : written.substring(0, 57) + "...";
  }

  /** Without the text, which may be a secret. */
  @Override
  public String toString() {
    return "Scalar[line=" + line + ", column=" + column + "]";
  }
}
