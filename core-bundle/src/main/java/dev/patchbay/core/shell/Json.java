package dev.patchbay.core.shell;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object as listings show it: durations in milliseconds, times in ISO 8601, and what is
 * absent left out.
 */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ObjectNode node = MAPPER.createObjectNode();

  static Json of(String key, Collection<Json> items) {
    ArrayNode array = MAPPER.createArrayNode();
    items.forEach(item -> array.add(item.node));
    Json json = new Json();
    json.node.set(key, array);
    return json;
  }

  static Json parsed(String text) {
    Json json = new Json();
    json.node.setAll((ObjectNode) MAPPER.readTree(text));
    return json;
  }

  /** An object that the user wrote as the value of an option. */
  static Map<String, Object> object(String option, String text) {
    try {
      return MAPPER.readValue(text, new MapOfAnything());
    } catch (JacksonException e) {
      throw new CommandFailure(
          CommandFailure.WRONG, option + " takes a JSON object, such as {\"key\":\"value\"}");
    }
  }

  private static final class MapOfAnything extends TypeReference<Map<String, Object>> {}

  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The same document, for people. */
  static String pretty(String text) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(MAPPER.readTree(text));
  }

  Json put(String key, String value) {
    if (!value.isEmpty()) {
      node.put(key, value);
    }
    return this;
  }

  Json put(String key, long value) {
    node.put(key, value);
    return this;
  }

  Json put(String key, boolean value) {
    node.put(key, value);
    return this;
  }

  Json put(String key, Duration value) {
    node.put(key, value.toMillis());
    return this;
  }

  Json put(String key, Instant value) {
    if (value.isAfter(Instant.EPOCH)) {
      node.put(key, value.toString());
    }
    return this;
  }

  Json put(String key, Json value) {
    node.set(key, value.node);
    return this;
  }

  Json put(String key, List<String> values) {
    ArrayNode array = node.putArray(key);
    values.forEach(array::add);
    return this;
  }

  Json putAll(String key, Collection<Json> items) {
    ArrayNode array = node.putArray(key);
    items.forEach(item -> array.add(item.node));
    return this;
  }

  Json putAll(Json other) {
    node.setAll(other.node);
    return this;
  }

  void print(PrintStream out) {
    out.println(node);
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
