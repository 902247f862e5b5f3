package dev.patchbay.core.config;

import java.util.List;

/** Splits at blanks, and refuses the placeholder {nope}. */
final class WordSyntax implements CommandSyntax {
  @Override
  public List<String> split(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }

  @Override
  public void check(List<String> arguments) {
    if (arguments.contains("{nope}")) {
      throw new IllegalArgumentException("unknown placeholder {nope}");
    }
  }
}
