package dev.patchbay.launcher.refusal;

import dev.patchbay.launcher.logging.PluginOfThread;
import java.util.Optional;
import org.osgi.framework.BundleReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What refused calls of plugins became: core sends them here when it loads a plugin's class. Each
 * says who called what, in the log as well, for what is thrown may be swallowed.
 */
public final class Refused {
  private static final Logger LOG = LoggerFactory.getLogger(Refused.class);
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
  private static final String END =
      "which would end the daemon: throw an exception, by which this call alone fails";

  private Refused() {}

  /** Instead of {@code System.exit}. */
  public static void exit(int status) {
    refuse("System.exit(" + status + ")", END);
  }

  /** Instead of {@code runtime.exit}. */
  public static void exit(Runtime runtime, int status) {
    refuse("Runtime.exit(" + status + ")", END);
  }

  /** Instead of {@code runtime.halt}. */
  public static void halt(Runtime runtime, int status) {
    refuse("Runtime.halt(" + status + ")", END);
  }

  /** Instead of {@code runtime.addShutdownHook}. */
  public static void addShutdownHook(Runtime runtime, Thread hook) {
    refuse(
        "Runtime.addShutdownHook",
        "which would outlive the plugin: close what it is for in a method marked @Deactivate");
  }

  private static void refuse(String call, String why) {
    Optional<StackWalker.StackFrame> caller =
        STACK.walk(frames -> frames.filter(Refused::isOfBundle).findFirst());
    ClassLoader loader =
        caller
            .map(frame -> frame.getDeclaringClass().getClassLoader())
            .orElseGet(() -> Thread.currentThread().getContextClassLoader());
    String where =
        caller
            .map(frame -> frame.getClassName() + "." + frame.getMethodName())
            .orElse("a method reference");
    String message =
        "plugin %s: %s called %s, %s".formatted(PluginOfThread.of(loader), where, call, why);
    LOG.warn("refused: {}", message);
    throw new SecurityException(message);
  }

  private static boolean isOfBundle(StackWalker.StackFrame frame) {
    return frame.getDeclaringClass().getClassLoader() instanceof BundleReference;
  }
}
