package dev.patchbay.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping while it is read key by key. What is wrong goes to the problems and the given default
 * is returned, so that reading goes on; what was never asked for is reported by {@link #finish}.
 */
public final class Section {
  private final Mapping mapping;
  private final String path;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  public Section(Mapping mapping, String path, Problems problems) {
    this.mapping = mapping;
    this.path = path;
    this.problems = problems;
  }

  static String path(String above, String key) {
    return above.isEmpty() ? key : above + "." + key;
  }

  /** The dotted path of a key, as problems show it. */
  public String pathOf(String key) {
    return path(path, key);
  }

  public int line() {
    return mapping.line();
  }

  /** The line of a key, or of the section when the key is absent. */
  public int line(String key) {
    Mapping.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.line() : entry.line();
  }

  public boolean has(String key) {
    asked.add(key);
    return mapping.entries().containsKey(key);
  }

  /** Whether nothing stands at a key: it is absent, has no value or an empty list. */
  public boolean blank(String key) {
    Optional<Node> node = node(key);
    return node.isEmpty()
        || isEmpty(node.get())
        || (node.get() instanceof Sequence list && list.items().isEmpty());
  }

  /** What stands at a key. */
  public Optional<Node> node(String key) {
    asked.add(key);
    return Optional.ofNullable(mapping.entries().get(key)).map(Mapping.Entry::node);
  }

  /** All entries, for sections whose keys the user chooses. */
  public Map<String, Mapping.Entry> entries() {
    asked.addAll(mapping.entries().keySet());
    return mapping.entries();
  }

  public void problem(String key, String message) {
    problems.add(line(key), path(path, key), message);
  }

  /** The text at a key; it must be there. */
  public String required(String key) {
    if (!has(key)) {
      problems.add(line(), path, "'" + key + "' is missing");
      return "";
    }
    return text(key).orElse("");
  }

  public Optional<String> text(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Scalar scalar && !scalar.empty()) {
      return Optional.of(scalar.text());
    }
    return wrong(key, "a text", node.get());
  }

  public Optional<Boolean> flag(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Scalar scalar
        && (scalar.text().equals("true") || scalar.text().equals("false"))) {
      return Optional.of(scalar.text().equals("true"));
    }
    return wrong(key, "true or false", node.get());
  }

  public int number(String key, int least, int most, int absent) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return absent;
    }
    if (node.get() instanceof Scalar scalar && scalar.text().matches("-?[0-9]{1,9}")) {
      int number = Integer.parseInt(scalar.text());
      if (number >= least && number <= most) {
        return number;
      }
    }
    wrong(key, "a whole number from " + least + " to " + most, node.get());
    return absent;
  }

  public Duration duration(String key, Duration least, Duration most, Duration absent) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return absent;
    }
    Optional<Duration> duration =
        node.get() instanceof Scalar scalar ? Durations.parse(scalar.text()) : Optional.empty();
    if (duration.isEmpty()) {
      wrong(key, Durations.EXPECTED, node.get());
      return absent;
    }
    if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
      String range = "a duration from " + Durations.text(least) + " to " + Durations.text(most);
      wrong(key, range, node.get());
      return absent;
    }
    return duration.get();
  }

  /** A text, or a list of texts. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Scalar scalar : scalars(key)) {
      texts.add(scalar.text());
    }
    return texts;
  }

  /** A value, or a list of values, with their places. */
  public List<Scalar> scalars(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    List<Node> items = node.get() instanceof Sequence list ? list.items() : List.of(node.get());
    List<Scalar> scalars = new ArrayList<>();
    for (Node item : items) {
      if (item instanceof Scalar scalar && !scalar.empty()) {
        scalars.add(scalar);
      } else {
        problems.add(item.line(), path(path, key), "expected a text, found " + item.kind());
      }
    }
    return scalars;
  }

  /** The mapping at a key, to be read key by key; an empty one when it is absent. */
  public Section section(String key) {
    return new Section(mapping(key), path(path, key), problems);
  }

  /** The mapping at a key; an empty one when it is absent. */
  public Mapping mapping(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof Mapping found) {
      return found;
    }
    if (node.isPresent() && !isEmpty(node.get())) {
      // Not what was found: it may be a secret that lacks its key.
      problem(key, "expected a mapping, found a single value or a list");
    }
    return Mapping.empty(line(key));
  }

  /** The items of the list at a key with their paths; none when it is absent. */
  public List<Node> items(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty() || isEmpty(node.get())) {
      return List.of();
    }
    if (node.get() instanceof Sequence sequence) {
      return sequence.items();
    }
    wrong(key, "a list", node.get());
    return List.of();
  }

  /** The mappings of the list at a key. */
  public List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    int index = 0;
    for (Node item : items(key)) {
      String itemPath = path(path, key) + "[" + index++ + "]";
      if (item instanceof Mapping found) {
        sections.add(new Section(found, itemPath, problems));
      } else {
        problems.add(item.line(), itemPath, "expected a mapping, found " + item.kind());
      }
    }
    return sections;
  }

  /** Reports every key that was never asked for, with the nearest of those that were. */
  public void finish() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!asked.contains(key)) {
                String hint = Nearest.hint(key, asked);
                if (hint.isEmpty()) {
                  hint = "; known here: " + String.join(", ", asked);
                }
                problems.add(entry.line(), path(path, key), "unknown key" + hint);
              }
            });
  }

  private <T> Optional<T> wrong(String key, String expected, Node found) {
    problem(key, "expected " + expected + ", found " + found.kind());
    return Optional.empty();
  }

  private static boolean isEmpty(Node node) {
    return node instanceof Scalar scalar && scalar.empty();
  }
}
