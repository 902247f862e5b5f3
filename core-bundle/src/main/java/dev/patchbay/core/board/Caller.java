package dev.patchbay.core.board;

import org.jspecify.annotations.Nullable;

/** In whose name calls are made: what their log lines and their context class loader are. */
final class Caller {
  private final PluginId plugin;
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

  String who(String what) {
    return plugin + ": " + what;
  }
}
