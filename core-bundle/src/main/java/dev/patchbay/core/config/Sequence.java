package dev.patchbay.core.config;

import java.util.List;

/** A YAML list. */
public record Sequence(int line, int column, List<Node> items) implements Node {
  public Sequence {
    items = List.copyOf(items);
  }

  @Override
  public String kind() {
    return "a list";
  }

  @Override
  public boolean sameAs(Node other) {
    if (!(other instanceof Sequence sequence) || sequence.items.size() != items.size()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      if (!items.get(i).sameAs(sequence.items.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Object value() {
    return items.stream().map(Node::value).toList();
  }
}
