package dev.patchbay.core.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One option of a plugin.
 *
 * @param key as users write it, nested keys joined by dots
 * @param property the configuration property; it begins with a dot when it is not to be published
 * @param cardinality 0 for one value, positive for an array, negative for a list
 * @param required whether a configuration without it is refused
 * @param defaults what applies when it is absent, for display
 * @param min the least value, or length of a text; empty for none
 * @param max the greatest value, or length of a text; empty for none
 * @param choices the only values allowed; empty for any
 */
public record Option(
    String key,
    String property,
    OptionType type,
    int cardinality,
    boolean required,
    List<String> defaults,
    String min,
    String max,
    List<String> choices,
    String description) {
  public Option {
    defaults = List.copyOf(defaults);
    choices = List.copyOf(choices);
  }

  /** Whether its value is never shown. */
  public boolean secret() {
    return type == OptionType.PASSWORD || property.startsWith(".");
  }

  /** Whether it is a password that would be published as a service property. */
  public boolean exposed() {
    return type == OptionType.PASSWORD && !property.startsWith(".");
  }

  boolean many() {
    return cardinality != 0;
  }

  /** Why a parsed value is not allowed, in words that do not repeat it. */
  Optional<String> objection(Object value) {
    String text = value.toString();
    if (!choices.isEmpty() && !choices.contains(text)) {
      String hint = secret() ? "" : Nearest.hint(text, choices);
      return Optional.of("expected one of " + String.join(", ", choices) + hint);
    }
    return inRange(value) ? Optional.empty() : Optional.of("expected " + range());
  }

  private boolean inRange(Object value) {
    if (type == OptionType.BOOLEAN || type == OptionType.CHARACTER) {
      return true;
    }
    try {
      BigDecimal size =
          type.isText()
              ? BigDecimal.valueOf(value.toString().length())
              : new BigDecimal(value.toString());
      return (min.isEmpty() || size.compareTo(new BigDecimal(min)) >= 0)
          && (max.isEmpty() || size.compareTo(new BigDecimal(max)) <= 0);
    } catch (NumberFormatException boundsOfAnotherKind) {
      return true;
    }
  }

  private String range() {
    String what = type.expected() + (type.isText() ? " with a length" : "");
    if (min.isEmpty()) {
      return what + " up to " + max;
    }
    return what + (max.isEmpty() ? " of at least " + min : " from " + min + " to " + max);
  }
}
