package dev.patchbay.core.board;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a class fills into the type parameter of a generic interface, without running it. */
final class Subject {
  private Subject() {}

  /** The argument for the interface's only parameter; {@code null} when the class does not say. */
  static @Nullable Class<?> of(Class<?> implementation, Class<?> generic) {
    return raw(find(implementation, generic, Map.of()));
  }

  private static @Nullable Type find(
      @Nullable Type type, Class<?> generic, Map<TypeVariable<?>, Type> known) {
    Map<TypeVariable<?>, Type> bound = new HashMap<>(known);
    Class<?> here;
    if (type instanceof ParameterizedType parameterized) {
      here = (Class<?>) parameterized.getRawType();
      TypeVariable<?>[] variables = here.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        Type argument = parameterized.getActualTypeArguments()[i];
        bound.put(variables[i], known.getOrDefault(argument, argument));
      }
    } else if (type instanceof Class<?> plain) {
      here = plain;
    } else {
      return null;
    }
    if (here == generic) {
      return bound.get(generic.getTypeParameters()[0]);
    }
    for (Type above : here.getGenericInterfaces()) {
      Type found = find(above, generic, bound);
      if (found != null) {
        return found;
      }
    }
    return find(here.getGenericSuperclass(), generic, bound);
  }

  private static @Nullable Class<?> raw(@Nullable Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : null;
  }
}
