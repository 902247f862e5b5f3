package dev.patchbay.core.rails;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what is left of plugins that are gone, until nothing is. Nothing here holds a plugin, and
 * nobody is made to collect garbage for it.
 */
final class Leftovers implements SynchronousBundleListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private final Function<BundleRevision, Optional<String>> plugin;
  private final Map<Long, Gone.Running> running = new ConcurrentHashMap<>();
  private final List<Gone> gone = new CopyOnWriteArrayList<>();
  private final Looks looks;

  /**
   * @param every how long a plugin has to end what it began; after a look that finds nothing new
   *     the next one waits twice as long
   */
  Leftovers(Function<BundleRevision, Optional<String>> plugin, Duration every) {
    this.plugin = plugin;
    this.looks = new Looks(every, this::lookOnce, () -> !gone.isEmpty());
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    switch (event.getType()) {
      case BundleEvent.STARTED -> started(bundle);
      case BundleEvent.UNINSTALLED, BundleEvent.UPDATED -> {
        Gone.Running was = running.remove(bundle.getBundleId());
        if (was != null) {
          gone.add(new Gone(was));
          looks.soon();
        }
      }
      default -> {}
    }
  }

  private void started(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    if (wiring != null) {
      plugin
          .apply(wiring.getRevision())
          .ifPresent(
              name ->
                  running.put(
                      bundle.getBundleId(),
                      new Gone.Running(
                          name,
                          bundle.getVersion().toString(),
                          new WeakReference<>(wiring.getClassLoader()))));
    }
  }

  /** Whether something is there that was not seen before. */
  private boolean lookOnce() {
    gone.removeIf(Gone::over);
    if (gone.isEmpty()) {
      return false;
    }
    boolean any = false;
    Remains there = new Remains();
    for (Gone one : gone) {
      boolean alone = running.values().stream().noneMatch(is -> is.plugin().equals(one.plugin()));
      Set<String> fresh = one.look(there, alone);
      if (!fresh.isEmpty()) {
        LOG.warn("{}", one.sentence(fresh));
        any = true;
      }
    }
    return any;
  }

  /** How long the next look waits. */
  Duration pause() {
    return looks.pause();
  }

  /** Those that are gone and of which something is still there. */
  List<String> watched() {
    return gone.stream().map(Gone::toString).toList();
  }

  /** What is left of each plugin, in words; empty when nothing is. */
  List<String> found() {
    return gone.stream().flatMap(one -> one.left().stream()).toList();
  }

  /** The same of one plugin. */
  Optional<String> found(String name) {
    return gone.stream()
        .filter(one -> one.plugin().equals(name))
        .flatMap(one -> one.left().stream())
        .findFirst();
  }

  @Override
  public void close() {
    looks.close();
  }
}
