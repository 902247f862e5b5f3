package dev.patchbay.core;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until the hooks that still serve have been told all there is to tell. */
record Quiet(Supplier<List<PluginInfo>> plugins) {
  private static final Logger LOG = LoggerFactory.getLogger(Quiet.class);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Set<String> SERVING = Set.of("registered", "connected", "degraded");

  boolean await(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (behind()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  private boolean behind() {
    try {
      return plugins.get().stream()
          .anyMatch(plugin -> plugin.lag() > 0 && SERVING.contains(plugin.state()));
    } catch (StoreException e) {
      LOG.warn("nobody can tell what hooks have yet to see: {}", e.getMessage());
      return false;
    }
  }
}
