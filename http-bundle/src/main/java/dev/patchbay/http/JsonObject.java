package dev.patchbay.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object as it was answered, read leniently: what is absent, null or of another type is
 * empty, zero or false, so that a service that leaves a member out breaks nothing.
 *
 * @param members maps, lists, strings, numbers and booleans; nulls are left out
 */
public record JsonObject(Map<String, Object> members) {

  private static final JsonObject EMPTY = new JsonObject(Map.of());

  /** Keeps its own copy. */
  public JsonObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** Whether there is such a member, of whatever type. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** A string, or a number or boolean as text; empty when absent. */
  public String text(String name) {
    Object value = members.get(name);
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : "";
  }

  /** A number without its fraction; 0 when absent. */
  public long number(String name) {
    return members.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** Whether it is {@code true}. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  /** An object; one without members when absent. */
  public JsonObject object(String name) {
    return members.get(name) instanceof Map<?, ?> map ? of(map) : EMPTY;
  }

  /** The objects of an array; anything else in it is left out. */
  public List<JsonObject> objects(String name) {
    return members.get(name) instanceof List<?> list ? objectsOf(list) : List.of();
  }

  /** The strings of an array; anything else in it is left out. */
  public List<String> texts(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  static List<JsonObject> objectsOf(List<?> list) {
    return list.stream()
        .filter(Map.class::isInstance)
        .map(element -> of((Map<?, ?>) element))
        .toList();
  }

  static JsonObject of(Map<?, ?> map) {
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((name, value) -> members.put(String.valueOf(name), value));
    return new JsonObject(members);
  }
}
