package dev.patchbay.core.process;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The placeholders of commands. They are replaced inside arguments that have been split already, so
 * that whatever a branch is named it stays within one argument.
 */
public final class Placeholders {

  public static final List<String> NAMES =
      List.of(
          "level",
          "feature",
          "task_id",
          "worker_id",
          "job",
          "run",
          "branch",
          "commit",
          "repository",
          "event");

  private static final String WORD = "[a-z][a-z0-9_]*";
  private static final Pattern BRACED =
      Pattern.compile("\\{\\{(" + WORD + ")\\}\\}|\\{(" + WORD + ")\\}");

  private Placeholders() {}

  /**
   * @throws CommandSyntaxException for a {@code {word}} that is no placeholder
   */
  public static void check(List<String> argv) {
    argv.forEach(argument -> fill(argument, Map.of()));
  }

  /** Replaces each placeholder by its value, by nothing where {@code values} has none. */
  public static List<String> fill(List<String> argv, Map<String, String> values) {
    return argv.stream().map(argument -> fill(argument, values)).toList();
  }

  public static String fill(String text, Map<String, String> values) {
    return BRACED
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(text(match.group(1), match.group(2), values)));
  }

  private static String text(@Nullable String literal, String name, Map<String, String> values) {
    if (literal != null) {
      return "{" + literal + "}";
    }
    if (!NAMES.contains(name)) {
      throw new CommandSyntaxException(
          "unknown placeholder {"
              + name
              + "}; did you mean {"
              + Spelling.nearest(name, NAMES)
              + "}? For the text itself write {{"
              + name
              + "}}");
    }
    return values.getOrDefault(name, "");
  }
}
