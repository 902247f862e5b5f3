package dev.patchbay.core.control;

import java.time.Duration;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;

/**
 * Tells the process that core lives in how it stands, by condition services: core exports nothing,
 * and the launcher stands outside the framework, so names are all they share.
 */
public final class Milestones {
  private static final String PREFIX = "dev.patchbay.";

  private final BundleContext context;

  public Milestones(BundleContext context) {
    this.context = context;
  }

  /** It watches: the launcher prints the line that says so. */
  public void ready() {
    reached("ready", 0, "");
  }

  /** It cannot start: the process prints the message and ends with this code. */
  public void failed(int exit, String message) {
    reached("failed", exit, message);
  }

  /** It is to end, because somebody asked or because it cannot go on (then not with 0). */
  public void stop(int exit, String reason) {
    reached("stop", exit, reason);
  }

  /** It ends, which takes no longer than this. */
  public void ending(Duration atMost) {
    reached("ending", 0, atMost.toString());
  }

  /**
   * All that it does has ended; what the framework still does with its bundle may take for ever.
   */
  public void ended() {
    reached("ended", 0, "");
  }

  /** Something whoever sits at the process has to see; it goes on. */
  public void notice(String message) {
    reached("notice", 0, message).unregister();
  }

  private ServiceRegistration<Condition> reached(String milestone, int exit, String message) {
    Map<String, Object> properties =
        Map.of(Condition.CONDITION_ID, PREFIX + milestone, "exit", exit, "message", message);
    return context.registerService(
        Condition.class, Condition.INSTANCE, FrameworkUtil.asDictionary(properties));
  }
}
