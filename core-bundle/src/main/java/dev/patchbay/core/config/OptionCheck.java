package dev.patchbay.core.config;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the options of a plugin's entry against its schema; never shows a secret. */
public final class OptionCheck {
  private final OptionSchema schema;
  private final PluginEntry entry;
  private final Problems problems;
  private final Map<String, Object> properties = new LinkedHashMap<>();

  private OptionCheck(String file, PluginEntry entry, OptionSchema schema) {
    this.schema = schema;
    this.entry = entry;
    this.problems = new Problems(file);
  }

  /** The typed properties and all problems; {@code file} is the name that the problems show. */
  public static CheckedOptions check(String file, PluginEntry entry, OptionSchema schema) {
    OptionCheck check = new OptionCheck(file, entry, schema);
    check.read(entry.options(), "");
    check.missing();
    return new CheckedOptions(check.properties, check.problems.all());
  }

  private void read(Mapping mapping, String above) {
    mapping
        .entries()
        .forEach(
            (name, value) -> {
              String key = Section.path(above, name);
              Optional<Option> option = schema.option(key);
              if (option.isPresent()) {
                take(option.get(), value);
              } else if (value.node() instanceof Mapping inner && schema.hasBelow(key)) {
                read(inner, key);
              } else {
                problem(value.line(), key, unknown(key));
              }
            });
  }

  private String unknown(String key) {
    if (schema.options().isEmpty()) {
      return "unknown key; this plugin has no options";
    }
    String hint = Nearest.hint(key, schema.keys());
    return "unknown key"
        + (hint.isEmpty() ? "; known here: " + String.join(", ", schema.keys()) : hint);
  }

  private void take(Option option, Mapping.Entry given) {
    if (properties.containsKey(option.property())) {
      problem(given.line(), option.key(), "given twice, once nested and once with dots");
      return;
    }
    if (given.node() instanceof Scalar scalar && scalar.empty()) {
      return;
    }
    if (!option.many()) {
      single(option, given.node(), option.key())
          .ifPresent(value -> properties.put(option.property(), value));
      return;
    }
    List<Object> values = new ArrayList<>();
    for (Scalar item : items(option, given)) {
      single(option, item, option.key()).ifPresent(values::add);
    }
    if (option.cardinality() > 0 && values.size() > option.cardinality()) {
      problem(given.line(), option.key(), "expected at most " + option.cardinality() + " values");
    }
    properties.put(option.property(), collection(option, values));
  }

  /** The items of a list; a free map becomes items {@code key=value}. */
  private List<Scalar> items(Option option, Mapping.Entry given) {
    List<Scalar> items = new ArrayList<>();
    List<Node> nodes =
        given.node() instanceof Sequence sequence ? sequence.items() : List.of(given.node());
    if (given.node() instanceof Mapping mapping && option.type().isText()) {
      nodes = List.of();
      mapping.entries().forEach((key, value) -> pair(option, key, value).ifPresent(items::add));
    }
    for (Node node : nodes) {
      if (node instanceof Scalar scalar && !scalar.empty()) {
        items.add(scalar);
      } else {
        String expected = option.type().expected() + " for each value";
        problem(node.line(), option.key(), "expected " + expected + ", found " + node.kind());
      }
    }
    return items;
  }

  private Optional<Scalar> pair(Option option, String key, Mapping.Entry value) {
    String path = option.key() + "." + key;
    if (key.indexOf('=') >= 0) {
      problem(value.line(), path, "a key of a map cannot hold '='");
      return Optional.empty();
    }
    if (!(value.node() instanceof Scalar scalar) || scalar.empty()) {
      problem(value.line(), path, "expected a text, found " + value.node().kind());
      return Optional.empty();
    }
    String text = key + "=" + scalar.text();
    return Optional.of(new Scalar(scalar.line(), scalar.column(), text, false, scalar.written()));
  }

  private Optional<Object> single(Option option, Node node, String key) {
    Optional<Object> value =
        node instanceof Scalar scalar ? option.type().parse(scalar.text()) : Optional.empty();
    String found = option.secret() && node instanceof Scalar ? "" : ", found " + node.kind();
    if (value.isEmpty()) {
      problem(node.line(), key, "expected " + option.type().expected() + found);
      return Optional.empty();
    }
    Optional<String> objection = option.objection(value.get());
    if (objection.isPresent()) {
      problem(node.line(), key, objection.get() + found);
      return Optional.empty();
    }
    return value;
  }

  private static Object collection(Option option, List<Object> values) {
    if (option.cardinality() < 0) {
      return List.copyOf(values);
    }
    Object array = Array.newInstance(option.type().component(), values.size());
    for (int i = 0; i < values.size(); i++) {
      Array.set(array, i, values.get(i));
    }
    return array;
  }

  private void missing() {
    for (Option option : schema.options()) {
      boolean wrong =
          problems.all().stream().anyMatch(problem -> problem.key().equals(path(option.key())));
      if (option.required() && !properties.containsKey(option.property()) && !wrong) {
        String what = option.description().isEmpty() ? "" : " (" + option.description() + ")";
        String expected = "missing; expected " + option.type().expected() + what;
        problem(entry.line(), option.key(), expected);
      }
    }
  }

  private String path(String key) {
    return "plugins." + entry.key() + "." + key;
  }

  private void problem(int line, String key, String message) {
    problems.add(line, path(key), message);
  }
}
