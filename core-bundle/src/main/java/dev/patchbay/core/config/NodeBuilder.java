package dev.patchbay.core.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Builds nodes from the events of a YAML parser and keeps depth and expansion within limits. */
final class NodeBuilder {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_EXPANDED = 100_000;

  private record Anchored(Node node, int size, int height) {}

  private final String file;
  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int built;
  private int expanded;

  NodeBuilder(String file, Iterable<Event> events) {
    this.file = file;
    this.events = events.iterator();
  }

  Node document() throws ConfigurationException {
    events.next();
    if (events.next() instanceof StreamEndEvent) {
      return Mapping.empty(1);
    }
    Node root = node(events.next(), 1);
    events.next();
    Event end = events.next();
    if (!(end instanceof StreamEndEvent)) {
      throw problem(line(end), "a second document begins; one file holds one document");
    }
    return root;
  }

  private Node node(Event event, int depth) throws ConfigurationException {
    if (depth > MAX_DEPTH) {
      throw problem(line(event), "nested more than " + MAX_DEPTH + " deep");
    }
    if (event instanceof AliasEvent alias) {
      return resolve(alias, depth);
    }
    int before = built + expanded;
    built++;
    refuseTag(event);
    Node node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case MappingStartEvent start -> mapping(start, depth);
          default -> sequence(event, depth);
        };
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    if (anchor.isPresent()) {
      anchors.put(anchor.get(), new Anchored(node, built + expanded - before, height(node)));
    }
    return node;
  }

  private static Scalar scalar(ScalarEvent event) {
    String text = event.getValue();
    return new Scalar(line(event), column(event), text, event.isPlain(), text);
  }

  private Sequence sequence(Event start, int depth) throws ConfigurationException {
    List<Node> items = new ArrayList<>();
    for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
      items.add(node(next, depth + 1));
    }
    return new Sequence(line(start), column(start), items);
  }

  private Mapping mapping(Event start, int depth) throws ConfigurationException {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
    for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
      if (!(node(next, depth + 1) instanceof Scalar key)) {
        throw problem(line(next), "a key must be a plain word");
      }
      Mapping.Entry earlier = entries.get(key.text());
      if (earlier != null) {
        String what = "the key '" + key.text() + "' stands here twice, first in line ";
        throw problem(line(next), what + earlier.line());
      }
      entries.put(key.text(), new Mapping.Entry(line(next), node(events.next(), depth + 1)));
    }
    return new Mapping(line(start), column(start), entries);
  }

  private Node resolve(AliasEvent alias, int depth) throws ConfigurationException {
    Anchored target = anchors.get(alias.getAlias());
    if (target == null) {
      // Without its name: it may be a secret that lacks its quotes.
      String meant = "; put quotes around a text that begins with '*'";
      throw problem(line(alias), "an alias that names no anchor before it" + meant);
    }
    if (depth + target.height() - 1 > MAX_DEPTH) {
      throw problem(line(alias), "nested more than " + MAX_DEPTH + " deep");
    }
    expanded += target.size();
    if (expanded > MAX_EXPANDED) {
      throw problem(line(alias), "aliases expand to more than " + MAX_EXPANDED + " values");
    }
    return target.node();
  }

  private static int height(Node node) {
    int below = 0;
    if (node instanceof Sequence sequence) {
      for (Node item : sequence.items()) {
        below = Math.max(below, height(item));
      }
    } else if (node instanceof Mapping mapping) {
      for (Mapping.Entry entry : mapping.entries().values()) {
        below = Math.max(below, height(entry.node()));
      }
    }
    return below + 1;
  }

  private void refuseTag(Event event) throws ConfigurationException {
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent start -> start.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent() && !tag.get().equals("!")) {
      String meant = "; put quotes around a text that begins with '!'";
      throw problem(line(event), "tags are not supported" + meant);
    }
  }

  private ConfigurationException problem(int line, String message) {
    return Yaml.problem(file, line, message);
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private static int column(Event event) {
    return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
  }
}
