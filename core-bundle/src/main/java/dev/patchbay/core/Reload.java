package dev.patchbay.core;

import dev.patchbay.core.config.ConfigurationWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the configuration file from before its first reading, so that no change is missed. */
final class Reload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final ConfigurationWatch watch;
  private final Later listener;

  /** Whoever applies a changed file. */
  interface Changes extends Runnable {

    /** The same when the file is another than the one that applies. */
    void ifChanged();

    /** What the last change met; empty when it was applied. */
    List<String> trouble();
  }

  /** Nothing can be applied before there are rooms to apply it to. */
  private static final class Later implements Runnable {
    private volatile @Nullable Changes applied;

    @Override
    public void run() {
      Changes now = applied;
      if (now != null) {
        now.run();
      }
    }
  }

  private Reload(ConfigurationWatch watch, Later listener) {
    this.watch = watch;
    this.listener = listener;
  }

  static Reload of(Path file) {
    Later listener = new Later();
    try {
      return new Reload(new ConfigurationWatch(file, listener), listener);
    } catch (IOException e) {
      throw new StartException(1, "cannot watch " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * From here on changes are applied. One that came meanwhile is applied now, and nobody waits for
   * it: the plugins that it is about may be busy for as long as clients ask things of them.
   */
  void start(Changes applied) {
    listener.applied = applied;
    Thread.ofPlatform().daemon().name("patchbay-reload").start(applied::ifChanged);
  }

  /** What the last change met; empty when it was applied, or there was none. */
  List<String> trouble() {
    Changes now = listener.applied;
    return now == null ? List.of() : now.trouble();
  }

  @Override
  public void close() {
    try {
      watch.close();
    } catch (IOException e) {
      LOG.debug("closing the watch of the configuration", e);
    }
  }
}
