package dev.patchbay.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON as the API carries it: {@code Map<String, Object>}, {@code List}, {@code String}, {@code
 * Number} and {@code Boolean}, deeply immutable, in the order it was given.
 */
public final class Json {
  /** What stands in place of a secret wherever something is stored or shown. */
  public static final String MASK = "***";

  private static final int DEEPEST = 200;
  private static final List<String> SECRET =
      List.of("token", "apikey", "api_key", "password", "passwd", "secret", "credential");

  private Json() {}

  /**
   * An immutable deep copy. Members and elements that are null are left out, as what is absent is.
   *
   * @throws IllegalArgumentException when a value is no JSON, or the nesting is over 200
   */
  public static Map<String, Object> object(Map<String, ?> members) {
    return copyObject(members, 0);
  }

  /**
   * A copy in which the values of members whose names speak of secrets ({@code token}, {@code
   * apiKey}, {@code password}, …) are {@link #MASK}, at any depth.
   */
  public static Map<String, Object> masked(Map<String, ?> members) {
    Map<String, Object> shown = new LinkedHashMap<>();
    object(members).forEach((key, value) -> shown.put(key, isSecret(key) ? MASK : mask(value)));
    return Collections.unmodifiableMap(shown);
  }

  private static Object mask(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> inner = new LinkedHashMap<>();
      map.forEach(
          (key, member) -> inner.put((String) key, isSecret((String) key) ? MASK : mask(member)));
      return Collections.unmodifiableMap(inner);
    }
    return value instanceof List<?> list ? list.stream().map(Json::mask).toList() : value;
  }

  private static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return SECRET.stream().anyMatch(name::contains);
  }

  private static Map<String, Object> copyObject(Map<?, ?> members, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("JSON nested deeper than " + DEEPEST);
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (!(member.getKey() instanceof String key)) {
        throw new IllegalArgumentException("not a name of a JSON member: " + member.getKey());
      }
      if (member.getValue() != null) {
        copy.put(key, copyValue(member.getValue(), depth + 1));
      }
    }
    return Collections.unmodifiableMap(copy);
  }

  private static Object copyValue(Object value, int depth) {
    return switch (value) {
      case Map<?, ?> map -> copyObject(map, depth);
      case List<?> list -> copyList(list, depth);
      case String text -> text;
      case Number number -> number;
      case Boolean truth -> truth;
      default ->
          throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
    };
  }

  private static List<Object> copyList(List<?> elements, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("JSON nested deeper than " + DEEPEST);
    }
    List<Object> copy = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (element != null) {
        copy.add(copyValue(element, depth + 1));
      }
    }
    return Collections.unmodifiableList(copy);
  }
}
