package dev.patchbay.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.felix.framework.Felix;
import org.jspecify.annotations.Nullable;
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
  private final CoreEnd end = new CoreEnd();
  private volatile @Nullable Bundle core;

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
                  Milestone.of(event.getServiceReference()).ifPresent(this::reached);
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
    Thread report = new Thread(this::reportEnd, "framework-end");
    report.setDaemon(true);
    report.start();
  }

  private void reached(Milestone milestone) {
    if (milestone.kind() == Milestone.Kind.ENDING) {
      end.takes(Duration.parse(milestone.message()));
      return;
    }
    if (milestone.kind() == Milestone.Kind.ENDED) {
      end.over();
    }
    milestones.add(milestone);
  }

  /** Waits for what core has to say next. */
  Milestone next() throws InterruptedException {
    return milestones.take();
  }

  /**
   * Lets core end what it does. Only core: its own end drains the lanes and disconnects the plugins
   * within their time, while a stop of the whole framework would wait for each of them without one.
   * When core has ended the framework lets go of what core used, and a plugin may never return from
   * that: it is not waited for.
   *
   * @param spare what core gets beyond the time that it asks for
   * @return false when core did not end in time
   */
  boolean drain(Duration spare) throws InterruptedException {
    Thread thread = new Thread(this::stopCore, "drain");
    thread.setDaemon(true);
    thread.start();
    return end.await(spare);
  }

  private void stopCore() {
    Bundle bundle = core;
    try {
      if (bundle == null) {
        return;
      }
      bundle.stop(Bundle.STOP_TRANSIENT);
    } catch (BundleException e) {
      LOG.warn("core did not stop cleanly", e);
    } catch (IllegalStateException e) {
      LOG.debug("core is gone already", e);
    } finally {
      end.over();
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
