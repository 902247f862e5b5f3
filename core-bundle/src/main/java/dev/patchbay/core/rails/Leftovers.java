package dev.patchbay.core.rails;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
  private static final int MOST = 12;

  private final Function<BundleRevision, Optional<String>> plugin;
  private final Duration every;
  private final Map<Long, Running> running = new ConcurrentHashMap<>();
  private final List<Gone> gone = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(1, Leftovers::thread, new ThreadPoolExecutor.DiscardPolicy());

  /** Only the thread above changes these. */
  private volatile Duration pause;

  private @Nullable ScheduledFuture<?> next;

  /**
   * @param every how long a plugin has to end what it began; after a look that finds nothing new
   *     the next one waits twice as long
   */
  Leftovers(Function<BundleRevision, Optional<String>> plugin, Duration every) {
    this.plugin = plugin;
    this.every = every;
    this.pause = every;
  }

  /** Begun by a thread of a plugin, of which it must inherit nothing. */
  private static Thread thread(Runnable work) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("patchbay-leftovers")
            .inheritInheritableThreadLocals(false)
            .unstarted(work);
    thread.setContextClassLoader(Leftovers.class.getClassLoader());
    return thread;
  }

  private record Running(String plugin, String version, WeakReference<ClassLoader> loader) {
    @Override
    public String toString() {
      return plugin + " " + version;
    }
  }

  /** One that was uninstalled or updated. */
  private static final class Gone {
    private final Running was;
    private final long collections = FullCollections.count();
    private volatile Set<String> left = Set.of();

    Gone(Running was) {
      this.was = was;
    }

    /** What is new since the last look. */
    Set<String> look(Remains there, boolean alone) {
      ClassLoader loader = was.loader().get();
      Set<String> found = new LinkedHashSet<>();
      if (loader != null) {
        found.addAll(there.of(loader, alone));
        if (found.isEmpty() && FullCollections.count() - collections > 1) {
          found.add(
              "its classes, which something holds: a ThreadLocal of a thread that lives on, or an object that was given to a library or the JDK");
        }
      }
      Set<String> fresh = new LinkedHashSet<>(found);
      fresh.removeAll(left);
      left = found;
      return fresh;
    }

    boolean over() {
      return was.loader().get() == null;
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    switch (event.getType()) {
      case BundleEvent.STARTED -> started(bundle);
      case BundleEvent.UNINSTALLED, BundleEvent.UPDATED -> {
        Running was = running.remove(bundle.getBundleId());
        if (was != null) {
          gone.add(new Gone(was));
          thread.execute(this::lookSoon);
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
                      new Running(
                          name,
                          bundle.getVersion().toString(),
                          new WeakReference<>(wiring.getClassLoader()))));
    }
  }

  private void lookSoon() {
    pause = every;
    ScheduledFuture<?> planned = next;
    if (planned == null || planned.getDelay(TimeUnit.MILLISECONDS) > every.toMillis()) {
      lookLater();
    }
  }

  private void lookLater() {
    ScheduledFuture<?> planned = next;
    if (planned != null) {
      planned.cancel(false);
    }
    next = thread.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whatever a look meets, another one follows as long as something is there. */
  private void look() {
    next = null;
    boolean fresh = false;
    try {
      fresh = lookOnce();
    } finally {
      Duration longest = every.multipliedBy(MOST);
      Duration twice = pause.multipliedBy(2);
      pause = fresh ? every : twice.compareTo(longest) < 0 ? twice : longest;
      if (!gone.isEmpty()) {
        lookLater();
      }
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
      boolean alone =
          running.values().stream().noneMatch(is -> is.plugin().equals(one.was.plugin()));
      Set<String> fresh = one.look(there, alone);
      if (!fresh.isEmpty()) {
        LOG.warn("{}", sentence(one.was, fresh));
        any = true;
      }
    }
    return any;
  }

  /** How long the next look waits. */
  Duration pause() {
    return pause;
  }

  /** Those that are gone and of which something is still there. */
  List<String> watched() {
    return gone.stream().map(one -> one.was.toString()).toList();
  }

  /** What is left of each plugin, in words; empty when nothing is. */
  List<String> found() {
    List<String> found = new ArrayList<>();
    for (Gone one : gone) {
      if (!one.over() && !one.left.isEmpty()) {
        found.add(sentence(one.was, one.left));
      }
    }
    return found;
  }

  /** The same of one plugin. */
  Optional<String> found(String name) {
    return gone.stream()
        .filter(one -> one.was.plugin().equals(name) && !one.over() && !one.left.isEmpty())
        .map(one -> sentence(one.was, one.left))
        .findFirst();
  }

  private static String sentence(Running was, Set<String> left) {
    return "plugin %s is gone and left behind: %s; end them in a method marked @Deactivate"
        .formatted(was, String.join(", ", left));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
