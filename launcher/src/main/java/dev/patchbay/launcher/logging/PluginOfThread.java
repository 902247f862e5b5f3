package dev.patchbay.launcher.logging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Whose line it is. The log context says so where core called the plugin; threads that a plugin or
 * a library in it started inherit its class loader, which the context does not follow.
 */
public final class PluginOfThread {
  /** Key of the log context. */
  static final String KEY = "plugin";

  /** No plugin's: the daemon's own. */
  static final String DAEMON = "";

  private static final String NAMESPACE = "dev.patchbay.plugin";

  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._~-]");

  private PluginOfThread() {}

  static String of(@Nullable String named) {
    return named != null && !named.isEmpty()
        ? fileName(named)
        : of(Thread.currentThread().getContextClassLoader());
  }

  /** The plugin whose classes a loader loads; empty when it is none's. */
  public static String of(@Nullable ClassLoader loader) {
    if (!(loader instanceof BundleReference reference)) {
      return DAEMON;
    }
    Bundle bundle = reference.getBundle();
    BundleRevision revision = bundle == null ? null : bundle.adapt(BundleRevision.class);
    if (revision == null) {
      return DAEMON;
    }
    for (BundleCapability capability : revision.getDeclaredCapabilities(NAMESPACE)) {
      Object name = capability.getAttributes().get(NAMESPACE);
      Object other = name == null ? capability.getAttributes().get("name") : name;
      if (other != null) {
        return fileName(other.toString());
      }
    }
    return DAEMON;
  }

  /** The name becomes a file's: nothing in it may lead elsewhere. Asked for every line. */
  private static String fileName(String plugin) {
    for (int i = 0; i < plugin.length(); i++) {
      char c = plugin.charAt(i);
      if (c != '-' && (c < 'a' || c > 'z')) { // few names need a closer look
        return UNSAFE.matcher(plugin).replaceAll("_");
      }
    }
    return plugin;
  }
}
