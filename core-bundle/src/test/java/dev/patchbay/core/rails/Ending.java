package dev.patchbay.core.rails;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Code as plugins have it by accident: each way to end the process, among other code. */
public final class Ending {
  private Ending() {}

  public static int direct(int status) {
    int odd = 0;
    for (int i = 0; i < status; i++) {
      odd += i % 2 == 0 ? 0 : 1;
    }
    try {
      if (odd >= 0) {
        System.exit(status);
      }
      return odd;
    } finally {
      Refusing.CALLS.add("finally");
    }
  }

  public static void byRuntime(int status) {
    Runtime.getRuntime().exit(status);
  }

  public static void halt(int status) {
    Runtime runtime = Runtime.getRuntime();
    if (runtime.availableProcessors() > 0) {
      runtime.halt(status);
    }
  }

  public static void hook(int status) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "hook " + status));
  }

  public static void staticReference(int status) {
    IntConsumer exit = System::exit;
    exit.accept(status);
  }

  public static void boundReference(int status) {
    IntConsumer halt = Runtime.getRuntime()::halt;
    halt.accept(status);
  }

  public static void unboundReference(int status) {
    BiConsumer<Runtime, Integer> exit = Runtime::exit;
    exit.accept(Runtime.getRuntime(), status);
  }

  public static void lambda(int status) {
    Consumer<Integer> exit = given -> Runtime.getRuntime().exit(given);
    exit.accept(status);
  }

  /** The same names with other owners, and other methods of the same owners. */
  public static void harmless(int status) {
    Runtime.getRuntime().removeShutdownHook(new Thread("never added"));
    new Door().exit(System.lineSeparator().isEmpty() ? 0 : status);
  }

  private static final class Door {
    void exit(int status) {
      Refusing.CALLS.add("own exit " + status);
    }
  }
}
