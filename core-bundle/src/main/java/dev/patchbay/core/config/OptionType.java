package dev.patchbay.core.config;

import java.math.BigDecimal;
import java.util.Optional;

/** The types of metatype attributes: what a user writes for them and what comes out. */
public enum OptionType {
  STRING("a text", String.class),
  PASSWORD("a text", String.class),
  LONG("a whole number", long.class),
  INTEGER("a whole number", int.class),
  SHORT("a whole number", short.class),
  BYTE("a whole number", byte.class),
  CHARACTER("a single character", char.class),
  DOUBLE("a number", double.class),
  FLOAT("a number", float.class),
  BOOLEAN("true or false", boolean.class);

  private final String expected;
  private final Class<?> component;

  OptionType(String expected, Class<?> component) {
    this.expected = expected;
    this.component = component;
  }

  /** The type as the metatype XML names it. */
  static OptionType named(String name) {
    for (OptionType type : values()) {
      if (type.name().equalsIgnoreCase(name)) {
        return type;
      }
    }
    return name.equals("Char") ? CHARACTER : STRING;
  }

  /** In a user's words. */
  String expected() {
    return expected;
  }

  /** The component type of an array of such values. */
  Class<?> component() {
    return component;
  }

  boolean isText() {
    return this == STRING || this == PASSWORD;
  }

  Optional<Object> parse(String text) {
    try {
      return switch (this) {
        case STRING, PASSWORD -> Optional.of(text);
        case LONG -> Optional.of(Long.valueOf(text));
        case INTEGER -> Optional.of(Integer.valueOf(text));
        case SHORT -> Optional.of(Short.valueOf(text));
        case BYTE -> Optional.of(Byte.valueOf(text));
        case CHARACTER -> text.length() == 1 ? Optional.of(text.charAt(0)) : Optional.empty();
        case DOUBLE -> Optional.of(new BigDecimal(text).doubleValue());
        case FLOAT -> Optional.of(new BigDecimal(text).floatValue());
        case BOOLEAN ->
            text.equals("true") || text.equals("false")
                ? Optional.of(Boolean.valueOf(text))
                : Optional.empty();
      };
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
