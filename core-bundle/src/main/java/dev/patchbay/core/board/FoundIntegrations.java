package dev.patchbay.core.board;

import dev.patchbay.api.Health;
import dev.patchbay.api.Integration;
import dev.patchbay.api.PluginException;
import dev.patchbay.api.query.Integrations;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets plugins call the integrations of others: by role and name, through the door. */
final class FoundIntegrations implements Integrations {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Supplier<List<Plugged<?>>> plugged;

  /**
   * @param plugged all services of current generations at the time of asking
   */
  FoundIntegrations(Supplier<List<Plugged<?>>> plugged) {
    this.plugged = plugged;
  }

  @Override
  public <T extends Integration> Optional<T> find(Class<T> type, String name) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException(type.getName() + " is no interface of the API");
    }
    PluginId id = PluginId.of(name);
    if (current(type, id).isEmpty()) {
      return Optional.empty();
    }
    Object proxy =
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Calls(type, id));
    return Optional.of(type.cast(proxy));
  }

  private Optional<Plugged<Integration>> current(Class<?> type, PluginId id) {
    return plugged.get().stream()
        .filter(one -> one.id().equals(id))
        .flatMap(one -> Optional.ofNullable(one.as(Role.INTEGRATION)).stream())
        .filter(one -> one.is(type))
        .findFirst();
  }

  private record Answer(@Nullable Object value) {}

  /** What is called on a found integration: looked up anew each time, for versions change. */
  private final class Calls implements InvocationHandler {
    private final Class<?> type;
    private final PluginId id;

    Calls(Class<?> type, PluginId id) {
      this.type = type;
      this.id = id;
    }

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
      if (method.getDeclaringClass() == Object.class) {
        return ofObject(proxy, method, arguments);
      }
      Plugged<Integration> one =
          current(type, id).orElseThrow(() -> unavailable("it is not plugged in"));
      if (method.getDeclaringClass() == Integration.class) {
        return ofDaemon(one, method);
      }
      try {
        return one.call(
                method.getName(), TIMEOUT, service -> new Answer(call(service, method, arguments)))
            .value();
      } catch (CallFailed e) {
        Failure failure = e.failure();
        PluginException thrown = new PluginException(failure.kind(), failure.message());
        throw failure.retryAfter().map(thrown::retryAfter).orElse(thrown);
      }
    }

    private PluginException unavailable(String why) {
      return new PluginException(PluginException.Kind.UNAVAILABLE, id + ": " + why);
    }

    /** Connecting is the daemon's, and it knows the health that was told last. */
    private Health ofDaemon(Plugged<Integration> one, Method method) {
      if (method.getName().equals("health")) {
        return one.health();
      }
      throw new PluginException(
          PluginException.Kind.INVALID, id + ": " + method.getName() + " is the daemon's to call");
    }

    private Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
      return switch (method.getName()) {
        case "equals" -> arguments != null && arguments[0] == proxy;
        case "hashCode" -> System.identityHashCode(proxy);
        default -> type.getSimpleName() + " " + id;
      };
    }
  }

  private static @Nullable Object call(
      Object service, Method method, @Nullable Object @Nullable [] arguments) throws Exception {
    try {
      return method.invoke(service, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (thrown.getCause() instanceof Error cause) {
        throw cause;
      }
      throw thrown;
    }
  }
}
