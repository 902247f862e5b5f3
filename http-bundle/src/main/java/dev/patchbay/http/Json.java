package dev.patchbay.http;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The one place that knows Jackson. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The value without its nulls, or nothing when the text is not JSON. */
  static Optional<Object> read(byte[] text) {
    try {
      Object value = MAPPER.readValue(new ByteArrayInputStream(text), Object.class);
      return Optional.ofNullable(withoutNulls(value));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  private static @Nullable Object withoutNulls(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> kept = new LinkedHashMap<>();
        map.forEach(
            (name, member) -> {
              Object inner = withoutNulls(member);
              if (inner != null) {
                kept.put(String.valueOf(name), inner);
              }
            });
        yield kept;
      }
      case List<?> list -> {
        List<Object> kept = new ArrayList<>();
        for (Object element : list) {
          Object inner = withoutNulls(element);
          if (inner != null) {
            kept.add(inner);
          }
        }
        yield kept;
      }
      case null -> null;
      default -> value;
    };
  }
}
