package dev.patchbay.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A YAML mapping: its entries in the order they were written, no key twice. */
public record Mapping(int line, int column, Map<String, Entry> entries) implements Node {
  /**
   * A key's value.
   *
   * @param line where the key stands
   */
  public record Entry(int line, Node node) {}

  public Mapping {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** A mapping with nothing in it. */
  public static Mapping empty(int line) {
    return new Mapping(line, 1, Map.of());
  }

  @Override
  public String kind() {
    return "a mapping";
  }

  @Override
  public boolean sameAs(Node other) {
    if (!(other instanceof Mapping mapping) || !mapping.entries.keySet().equals(entries.keySet())) {
      return false;
    }
    for (Map.Entry<String, Entry> entry : mapping.entries.entrySet()) {
      Entry mine = entries.get(entry.getKey());
      if (mine == null || !mine.node().sameAs(entry.getValue().node())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Object value() {
    Map<String, Object> values = new LinkedHashMap<>();
    entries.forEach((key, entry) -> values.put(key, entry.node().value()));
    return Collections.unmodifiableMap(values);
  }
}
