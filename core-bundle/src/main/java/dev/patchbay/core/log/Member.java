package dev.patchbay.core.log;

import dev.patchbay.api.event.GateChecked;
import dev.patchbay.api.event.GateOutcome;
import dev.patchbay.api.event.WorkerSpawned;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A component of a record, and how it stands in JSON. It is read by its field, for calling its
 * accessor by reflection takes ten times as long.
 */
record Member(String name, VarHandle field, Form form) {
  private static final Map<Type, Form> FORMS =
      Map.of(
          String.class, Scalar.TEXT,
          int.class, Scalar.INTEGER,
          long.class, Scalar.LONG,
          boolean.class, Scalar.TRUTH,
          Instant.class, Scalar.TIME,
          Duration.class, Scalar.DURATION,
          GateOutcome.class, Scalar.OUTCOME);

  static Member of(RecordComponent component) {
    Class<?> owner = component.getDeclaringRecord();
    String name = component.getName();
    if (owner == GateChecked.class && name.equals("duration")) {
      return new Member("durationMs", field(component), Scalar.DURATION);
    }
    if (owner == WorkerSpawned.class && name.equals("port")) {
      return new Member(name, field(component), Scalar.PORT);
    }
    if (name.equals("exitCode")) {
      return new Member(name, field(component), Scalar.EXIT_CODE);
    }
    return new Member(name, field(component), form(component.getGenericType()));
  }

  private static VarHandle field(RecordComponent component) {
    Class<?> owner = component.getDeclaringRecord();
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findVarHandle(owner, component.getName(), component.getType());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Cannot read " + component, e);
    }
  }

  private static Form form(Type type) {
    Form scalar = FORMS.get(type);
    if (scalar != null) {
      return scalar;
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return RecordForm.of(record, 0);
    }
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        return new ListForm(form(generic.getActualTypeArguments()[0]));
      }
      if (generic.getRawType() == Map.class) {
        return new FreeForm();
      }
    }
    throw new IllegalArgumentException("No form for " + type);
  }

  Object of(Object record) {
    return field.get(record);
  }

  boolean isAbsent(Object record) {
    return form.isAbsent(of(record));
  }
}
