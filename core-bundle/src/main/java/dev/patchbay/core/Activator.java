package dev.patchbay.core;

import dev.patchbay.core.control.Milestones;
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

  private volatile @Nullable Daemon daemon;

  @Override
  public void start(BundleContext context) {
    Milestones milestones = new Milestones(context);
    Settings settings = Settings.of(context);
    Thread thread = new Thread(() -> begin(context, settings, milestones), "patchbay-start");
    thread.setUncaughtExceptionHandler(
        (failed, reason) -> {
          LOG.error("cannot start", reason);
          milestones.failed(1, "cannot start: " + reason.getMessage());
        });
    thread.start();
  }

  private void begin(BundleContext context, Settings settings, Milestones milestones) {
    try {
      Daemon begun = new Daemon(context, settings, milestones);
      daemon = begun;
      begun.start();
      milestones.ready();
    } catch (StartException e) {
      LOG.error("cannot start: {}", e.getMessage());
      milestones.failed(e.exit(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void stop(BundleContext context) {
    Daemon running = daemon;
    if (running != null) {
      running.close();
      new Milestones(context).ended();
    }
  }
}
