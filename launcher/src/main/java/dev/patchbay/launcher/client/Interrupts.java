package dev.patchbay.launcher.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C while a command runs. The JDK has no public way to be told of a signal and go on, and the
 * compiler warns of the private one whatever is done: hence by reflection. Where it is not to be
 * had, Ctrl-C ends the client, and the daemon sees a lost connection.
 */
final class Interrupts {
  private Interrupts() {}

  static void handle(Runnable onInterrupt) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  onInterrupt.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      // Ctrl-C keeps its usual meaning.
    }
  }
}
