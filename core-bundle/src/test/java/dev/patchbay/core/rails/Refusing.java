package dev.patchbay.core.rails;

import java.util.ArrayList;
import java.util.List;

/** Stands in for what refuses in the daemon. */
public final class Refusing {
  public static final List<String> CALLS = new ArrayList<>();

  private Refusing() {}

  public static void exit(int status) {
    refuse("System.exit " + status);
  }

  public static void exit(Runtime runtime, int status) {
    refuse(runtime.getClass().getSimpleName() + ".exit " + status);
  }

  public static void halt(Runtime runtime, int status) {
    refuse(runtime.getClass().getSimpleName() + ".halt " + status);
  }

  public static void addShutdownHook(Runtime runtime, Thread hook) {
    refuse(runtime.getClass().getSimpleName() + " " + hook.getName());
  }

  private static void refuse(String what) {
    CALLS.add(what);
    throw new SecurityException(what);
  }
}
