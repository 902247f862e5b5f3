package dev.patchbay.launcher.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON document as the demo looks at it. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();
  private final JsonNode node;

  private Json(JsonNode node) {
    this.node = node;
  }

  static Json of(String text) {
    try {
      return new Json(MAPPER.readTree(text));
    } catch (JacksonException e) {
      throw new DemoFailure("not JSON: " + text, e);
    }
  }

  /** A field as text; empty when it is not there. */
  String text(String field) {
    return node.path(field).asString("");
  }

  List<Json> list(String field) {
    List<Json> items = new ArrayList<>();
    node.path(field).forEach(item -> items.add(new Json(item)));
    return items;
  }
}
