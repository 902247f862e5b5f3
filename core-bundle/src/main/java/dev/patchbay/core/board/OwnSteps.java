package dev.patchbay.core.board;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Tells what the board does to bundles from what users do in the shell. What a bundle has become by
 * the time an event is handled says nothing of who made it so; the thread that it is told on first
 * does.
 */
final class OwnSteps implements SynchronousBundleListener {
  private static final ThreadLocal<Bundle> STEPPING = new ThreadLocal<>();
  private final Set<BundleEvent> own = ConcurrentHashMap.newKeySet();

  /** A step of a bundle's life. */
  @FunctionalInterface
  interface Step {
    void take() throws BundleException;
  }

  /** Takes a step of this bundle's life on the calling thread. */
  void take(Bundle bundle, Step step) throws BundleException {
    STEPPING.set(bundle);
    try {
      step.take();
    } finally {
      STEPPING.remove();
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    boolean told = event.getType() == BundleEvent.STARTED || event.getType() == BundleEvent.STOPPED;
    if (told && event.getBundle().equals(STEPPING.get())) {
      own.add(event);
    }
  }

  /** Whether an event that comes to the other listeners now is of a step of the board. */
  boolean isOwn(BundleEvent event) {
    return own.remove(event);
  }
}
