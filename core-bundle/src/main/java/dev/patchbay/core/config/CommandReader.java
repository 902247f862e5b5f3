package dev.patchbay.core.config;

import java.util.List;
import java.util.Optional;

/** Reads a command: a list of arguments, or one text split as POSIX words. */
public final class CommandReader {
  private final CommandSyntax syntax;

  public CommandReader(CommandSyntax syntax) {
    this.syntax = syntax;
  }

  /** The arguments at a key; empty when there are none or they are wrong. */
  public List<String> read(Section section, String key) {
    Optional<Node> node = section.node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    try {
      List<String> arguments =
          node.get() instanceof Scalar scalar
              ? syntax.split(scalar.empty() ? "" : scalar.text())
              : section.texts(key);
      if (arguments.isEmpty() || arguments.get(0).isEmpty()) {
        section.problem(key, "expected a command: a text, or a list of its arguments");
        return List.of();
      }
      if (arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
        section.problem(key, "an argument cannot hold a NUL character");
        return List.of();
      }
      syntax.check(arguments);
      return List.copyOf(arguments);
    } catch (IllegalArgumentException wrong) {
      section.problem(key, String.valueOf(wrong.getMessage()));
      return List.of();
    }
  }
}
