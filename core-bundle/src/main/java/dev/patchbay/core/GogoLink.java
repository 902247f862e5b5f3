package dev.patchbay.core;

import dev.patchbay.core.shell.BundleConverter;
import dev.patchbay.core.shell.GogoCommand;
import dev.patchbay.core.shell.GogoFilter;
import dev.patchbay.core.shell.GogoShell;
import dev.patchbay.core.shell.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.osgi.framework.Bundle;
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

  /** What users of a framework's shell expect, and the runtime alone does not bring. */
  static List<ServiceRegistration<?>> offerFramework(BundleContext context) {
    List<ServiceRegistration<?>> all = new ArrayList<>();
    all.add(
        context.registerService(
            Converter.class,
            new BundleConverter(context),
            FrameworkUtil.asDictionary(
                Map.of(Converter.CONVERTER_CLASSES, Bundle.class.getName()))));
    for (GogoFilter filter : GogoFilter.ALL) {
      all.add(
          context.registerService(
              Function.class, filter, FrameworkUtil.asDictionary(filter.properties())));
    }
    return all;
  }

  /** The runtime starts after core, so the first user may have to wait for a moment. */
  static Shell shell(BundleContext context) {
    return (call, atPrompt) -> {
      ServiceTracker<CommandProcessor, CommandProcessor> tracker =
          new ServiceTracker<>(context, CommandProcessor.class, null);
      tracker.open();
      try {
        Optional<CommandProcessor> gogo =
            Optional.ofNullable(tracker.waitForService(PATIENCE_MILLIS));
        return new GogoShell(() -> gogo).serve(call, atPrompt);
      } finally {
        tracker.close();
      }
    };
  }
}
