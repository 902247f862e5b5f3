package dev.patchbay.core;

import dev.patchbay.core.control.Milestones;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins and ends the daemon with its bundle. An activator, because its {@code stop} is waited for:
 * the end of a Declarative Services component is cut short after a few seconds.
 */
public final class Activator implements BundleActivator {
  private static final Logger LOG = LoggerFactory.getLogger(Activator.class);

  /** So long a start that is cut short may take to come to an end of its own. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private volatile @Nullable Daemon daemon;
  private volatile @Nullable Thread starting;
  private volatile boolean ending;

  @Override
  public void start(BundleContext context) {
    Milestones milestones = new Milestones(context);
    Settings settings = Settings.of(context);
    Thread thread = new Thread(() -> begin(context, settings, milestones), "patchbay-start");
    thread.setUncaughtExceptionHandler(
        (failed, reason) -> {
          if (ending) {
            LOG.debug("the start was cut short", reason);
            return;
          }
          LOG.error("cannot start", reason);
          milestones.failed(1, "cannot start: " + reason.getMessage());
        });
    starting = thread;
    thread.start();
  }

  private void begin(BundleContext context, Settings settings, Milestones milestones) {
    try {
      Daemon begun = new Daemon(context, settings, milestones);
      daemon = begun;
      if (ending) {
        return; // whoever ends it waits for this, and closes it
      }
      begun.start();
      if (!ending) {
        milestones.ready();
      }
    } catch (StartException e) {
      LOG.error("cannot start: {}", e.getMessage());
      milestones.failed(e.exit(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void stop(BundleContext context) {
    ending = true;
    awaitStart();
    Daemon running = daemon;
    if (running != null) {
      running.close();
      new Milestones(context).ended();
    }
  }

  /** A start and an end at the same time would each undo what the other does. */
  private void awaitStart() {
    Thread thread = starting;
    try {
      if (thread != null && !thread.join(PATIENCE)) {
        LOG.warn("ending while it still starts");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
