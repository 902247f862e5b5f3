package dev.patchbay.core.log;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.GateOutcome;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An event of every record of the family, with something in every component. */
final class Samples {
  private Samples() {}

  static List<Class<? extends Event>> records() {
    return records(Event.class).toList();
  }

  private static Stream<Class<? extends Event>> records(Class<? extends Event> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses())
            .flatMap(permitted -> records(permitted.asSubclass(Event.class)));
  }

  static <E extends Event> E of(Class<E> type, EventHeader header) {
    return type.cast(record(type, header));
  }

  private static Object record(Class<?> type, EventHeader header) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      Type of = components[i].getGenericType();
      values[i] = of == EventHeader.class ? header : value(of, components[i].getName());
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  private static Object value(Type type, String name) {
    if (type == String.class) {
      return name + " \"ü\" \u2603 \ud83d\ude80 \\ \n" + "x".repeat(name.length());
    }
    if (type == int.class) {
      return name.length();
    }
    if (type == long.class) {
      return 5_000_000_000L + name.length();
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == Instant.class) {
      return Instant.parse("2026-01-02T03:04:05.678901Z").plusSeconds(name.length());
    }
    if (type == Duration.class) {
      return Duration.ofMillis(1234 + name.length());
    }
    if (type == GateOutcome.class) {
      return GateOutcome.TIMEOUT;
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      Type element = generic.getActualTypeArguments()[0];
      return List.of(value(element, name), value(element, name + "Second"));
    }
    if (type instanceof ParameterizedType) {
      return Map.of(
          "text",
          name,
          "number",
          7,
          "big",
          5_000_000_000L,
          "part",
          1.5,
          "yes",
          true,
          "empty",
          "",
          "list",
          List.of(1, "two", Map.of("three", 3)));
    }
    return record((Class<?>) type, new EventHeader("", 0, Instant.EPOCH, ""));
  }
}
