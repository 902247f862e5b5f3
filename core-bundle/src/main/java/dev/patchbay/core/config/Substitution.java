package dev.patchbay.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${file:PATH}} inside the values of
 * a tree. A second dollar sign before the first keeps it from being replaced.
 */
final class Substitution {
  private static final Pattern VARIABLE = Pattern.compile("\\$?\\$\\{([^}]*)(}?)");
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

  private final Map<String, String> environment;
  private final Path directory;
  private final Problems problems;

  Substitution(Map<String, String> environment, Path directory, Problems problems) {
    this.environment = environment;
    this.directory = directory;
    this.problems = problems;
  }

  Mapping in(Mapping mapping, String path) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) ->
                entries.put(
                    key,
                    new Mapping.Entry(entry.line(), in(entry.node(), Section.path(path, key)))));
    return new Mapping(mapping.line(), mapping.column(), entries);
  }

  private Node in(Node node, String path) {
    return switch (node) {
      case Mapping mapping -> in(mapping, path);
      case Sequence sequence -> {
        List<Node> items = new ArrayList<>();
        for (Node item : sequence.items()) {
          items.add(in(item, path + "[" + items.size() + "]"));
        }
        yield new Sequence(sequence.line(), sequence.column(), items);
      }
      case Scalar scalar -> in(scalar, path);
    };
  }

  private Scalar in(Scalar scalar, String path) {
    if (!scalar.text().contains("${")) {
      return scalar;
    }
    Matcher matcher = VARIABLE.matcher(scalar.text());
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String replacement = replacement(matcher, scalar.line(), path);
      matcher.appendReplacement(text, Matcher.quoteReplacement(replacement));
    }
    matcher.appendTail(text);
    return new Scalar(
        scalar.line(), scalar.column(), text.toString(), scalar.plain(), scalar.written());
  }

  private String replacement(Matcher found, int line, String path) {
    String whole = found.group();
    if (whole.startsWith("$$")) {
      return whole.substring(1);
    }
    String variable = found.group(1);
    if (found.group(2).isEmpty()) {
      problems.add(line, path, "'${' without a '}'; for a literal '${' write '$${'");
      return "";
    }
    if (variable.startsWith("file:")) {
      return file(variable.substring("file:".length()), line, path);
    }
    Matcher name = NAME.matcher(variable);
    if (!name.matches()) {
      String forms = "expected ${NAME}, ${NAME:-default} or ${file:PATH}";
      problems.add(line, path, forms + "; for a literal '${' write '$${'");
      return "";
    }
    String value = environment.getOrDefault(name.group(1), "");
    if (!value.isEmpty()) {
      return value;
    }
    String absent = name.group(2);
    if (absent == null && !environment.containsKey(name.group(1))) {
      String unset = "the environment variable " + name.group(1) + " is not set";
      problems.add(line, path, unset + "; set it, or write ${" + name.group(1) + ":-default}");
    }
    return absent == null ? "" : absent;
  }

  private String file(String name, int line, String path) {
    try {
      Path file = directory.resolve(name);
      if (Files.size(file) > Yaml.MAX_BYTES) {
        problems.add(line, path, "the file " + name + " is larger than 1 MiB");
        return "";
      }
      return Files.readString(file).stripTrailing();
    } catch (IOException | InvalidPathException unreadable) {
      String reason = unreadable.getClass().getSimpleName();
      problems.add(line, path, "cannot read the file " + name + " (" + reason + ")");
      return "";
    }
  }
}
