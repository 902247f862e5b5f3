package dev.patchbay.core.shell;

import java.util.Arrays;
import java.util.List;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * What a Gogo user means by {@code stop 13}: the runtime does not know bundles by their ids, names
 * or locations, and its own shell, which does, reads from the daemon's terminal.
 */
public final class BundleConverter implements Converter {
  private final BundleContext context;

  public BundleConverter(BundleContext context) {
    this.context = context;
  }

  /** Null, as the runtime wants it, when something else is wanted or no bundle is meant. */
  @Override
  public @Nullable Object convert(Class<?> desired, Object in) {
    if (desired != Bundle.class) {
      return null;
    }
    String text = in.toString();
    if (text.matches("[0-9]{1,18}")) {
      return context.getBundle(Long.parseLong(text));
    }
    Bundle located = context.getBundle(text);
    if (located != null) {
      return located;
    }
    List<Bundle> named =
        Arrays.stream(context.getBundles())
            .filter(bundle -> text.equals(bundle.getSymbolicName()))
            .toList();
    return named.size() == 1 ? named.getFirst() : null;
  }

  /** Bundles look as the runtime shows them. */
  @Override
  public @Nullable CharSequence format(Object target, int level, Converter escape) {
    return null;
  }
}
