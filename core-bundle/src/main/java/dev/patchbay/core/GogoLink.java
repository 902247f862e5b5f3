package dev.patchbay.core;

import dev.patchbay.core.shell.GogoCommand;
import dev.patchbay.core.shell.GogoShell;
import dev.patchbay.core.shell.Shell;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/** The link to a Gogo runtime, which need not be there. */
final class GogoLink {
  private static final long PATIENCE_MILLIS = 5000;

  private GogoLink() {}

  static boolean isThere() {
    try {
      Class.forName("org.apache.felix.service.command.Function");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static ServiceRegistration<?> offer(BundleContext context, GogoCommand command) {
    return context.registerService(
        Function.class, command, FrameworkUtil.asDictionary(command.properties()));
  }

  /** The runtime starts after core, so the first user may have to wait for a moment. */
  static Shell shell(BundleContext context) {
    return call -> {
      ServiceTracker<CommandProcessor, CommandProcessor> tracker =
          new ServiceTracker<>(context, CommandProcessor.class, null);
      tracker.open();
      try {
        Optional<CommandProcessor> gogo =
            Optional.ofNullable(tracker.waitForService(PATIENCE_MILLIS));
        return new GogoShell(() -> gogo).serve(call);
      } finally {
        tracker.close();
      }
    };
  }
}
