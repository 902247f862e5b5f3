package dev.patchbay.core.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a plugin's options as a block to paste into {@code patchbay.yaml}. */
public final class OptionBlock {
  private OptionBlock() {}

  /** Required options to be filled in; the others as comments with their defaults. */
  public static String of(String plugin, OptionSchema schema) {
    StringBuilder block = new StringBuilder("plugins:\n  " + plugin + ":");
    if (schema.options().isEmpty()) {
      return block + " {}\n";
    }
    block.append(schema.needsNothing() ? " {}\n" : "\n");
    for (boolean required : List.of(true, false)) {
      for (Option option : schema.options()) {
        if (option.required() == required) {
          option(block, plugin, option);
        }
      }
    }
    return block.toString();
  }

  private static void option(StringBuilder block, String plugin, Option option) {
    if (!option.description().isEmpty()) {
      block.append("    # ").append(option.description().replace("\n", " ")).append('\n');
    }
    String allowed =
        option.choices().isEmpty() ? "" : "   # one of " + String.join(", ", option.choices());
    block.append(option.required() ? "    " : "    # ");
    block.append(option.key()).append(": ").append(value(plugin, option)).append(allowed);
    block.append('\n');
  }

  private static String value(String plugin, Option option) {
    if (option.secret()) {
      String name = plugin + "_" + option.key();
      return "${" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "}";
    }
    if (option.many()) {
      return option.defaults().stream()
          .map(value -> scalar(option, value))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (option.defaults().isEmpty()) {
      return option.type().isText() ? "''" : "0";
    }
    return scalar(option, String.join(",", option.defaults()));
  }

  private static String scalar(Option option, String value) {
    return option.type().isText() ? "'" + value.replace("'", "''") + "'" : value;
  }
}
