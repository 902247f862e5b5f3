package dev.patchbay.core.board;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** In whose name calls are made: what their log lines and their context class loader are. */
final class Caller {
  /** So many in a minute help its author; more of them would fill the log with the same. */
  private static final int STACKS = 10;

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final PluginId plugin;
  private long minute = System.nanoTime();
  private int stacks;
  private volatile @Nullable ClassLoader loader;

  Caller(PluginId plugin) {
    this.plugin = plugin;
  }

  PluginId plugin() {
    return plugin;
  }

  /** The plugin's class loader, which there is once its bundle is resolved. */
  void loader(@Nullable ClassLoader loader) {
    this.loader = loader;
  }

  ClassLoader loader() {
    ClassLoader known = loader;
    return known == null ? ClassLoader.getPlatformClassLoader() : known;
  }

  /** Whether the stack of what it threw now is to be told. */
  synchronized boolean tellsStack() {
    long now = System.nanoTime();
    if (now - minute > MINUTE) {
      minute = now;
      stacks = 0;
    }
    return ++stacks <= STACKS;
  }

  String who(String what) {
    return plugin + ": " + what;
  }
}
