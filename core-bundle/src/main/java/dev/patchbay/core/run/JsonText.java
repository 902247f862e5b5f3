package dev.patchbay.core.run;

import dev.patchbay.api.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON values as the text that columns of the store hold. */
final class JsonText {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};
  private static final TypeReference<ArrayList<LinkedHashMap<String, Object>>> OBJECTS =
      new TypeReference<>() {};

  private JsonText() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** Throws {@link JacksonException} for what is no object. */
  static Map<String, Object> object(String text) {
    return text.isEmpty() ? Map.of() : Json.object(MAPPER.readValue(text, OBJECT));
  }

  static List<Map<String, Object>> objects(String text) {
    return text.isEmpty() ? List.of() : List.copyOf(MAPPER.readValue(text, OBJECTS));
  }

  /** A member that is an object; empty when it is something else. */
  static Map<String, Object> members(Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, member) -> members.put(String.valueOf(key), member));
    }
    return members;
  }
}
