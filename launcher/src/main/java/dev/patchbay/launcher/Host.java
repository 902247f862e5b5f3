package dev.patchbay.launcher;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework with core in it. */
final class Host {
  private static final Logger LOG = LoggerFactory.getLogger(Host.class);

  private final Felix framework;
  private final Bundles bundles;
  private final BlockingQueue<Milestone> milestones = new LinkedBlockingQueue<>();
  private volatile @org.jspecify.annotations.Nullable Bundle core;

  Host(Map<String, Object> properties, Bundles bundles) {
    this.framework = new Felix(properties);
    this.bundles = bundles;
  }

  void start() throws BundleException, IOException {
    framework.init();
    try {
      framework
          .getBundleContext()
          .addServiceListener(
              event -> {
                if (event.getType() == ServiceEvent.REGISTERED) {
                  Milestone.of(event.getServiceReference()).ifPresent(milestones::add);
                }
              },
              Milestone.FILTER);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    Bundle installed = bundles.installAndStart(framework.getBundleContext());
    core = installed;
    framework.start();
    if (installed.getState() != Bundle.ACTIVE) {
      milestones.add(new Milestone(Milestone.Kind.FAILED, 1, "the core bundle does not start"));
    }
    Thread end = new Thread(this::reportEnd, "framework-end");
    end.setDaemon(true);
    end.start();
  }

  /** Waits for what core has to say next. */
  Milestone next() throws InterruptedException {
    return milestones.take();
  }

  /**
   * Lets core end what it does. Only core: its own end drains the lanes and disconnects the plugins
   * within their time, while a stop of the whole framework would wait for each of them without one.
   */
  void drain() {
    Bundle bundle = core;
    if (bundle == null) {
      return;
    }
    try {
      bundle.stop(Bundle.STOP_TRANSIENT);
    } catch (BundleException e) {
      LOG.warn("core did not stop cleanly", e);
    } catch (IllegalStateException e) {
      LOG.debug("core is gone already", e);
    }
  }

  /** Somebody may stop the framework from its shell: {@code stop 0}. */
  private void reportEnd() {
    try {
      framework.waitForStop(0);
      milestones.add(new Milestone(Milestone.Kind.STOP, 0, "the framework was stopped"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
