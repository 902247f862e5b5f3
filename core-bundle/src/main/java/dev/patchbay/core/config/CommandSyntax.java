package dev.patchbay.core.config;

import java.util.List;

/** How a command is split and checked; the words and placeholders belong to another room. */
public interface CommandSyntax {
  /**
   * Splits a command written as one text.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  List<String> split(String text);

  /**
   * Checks the placeholders of the arguments.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  void check(List<String> arguments);
}
