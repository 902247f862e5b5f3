package dev.patchbay.core.board;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Installs a bundle once more, for another instance or for other options: Declarative Services take
 * one configuration that is targeted to a bundle, so each generation is a bundle of its own.
 */
final class Twins {
  /** Begins what makes a location one that is used once. */
  static final char MARK = '#';

  private final BundleContext context;

  Twins(BundleContext context) {
    this.context = context;
  }

  /** Reads what the bundle is now: its location may hold something else meanwhile. */
  Bundle of(Bundle bundle, long number) throws IOException, BundleException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    BundleContent.write(bundle, jar);
    String location = bundle.getLocation();
    int mark = location.indexOf(MARK);
    // What stands behind the mark is no part of the file's name, so that "update" finds the file.
    String other = (mark < 0 ? location : location.substring(0, mark)) + MARK + number;
    return context.installBundle(other, new ByteArrayInputStream(jar.toByteArray()));
  }
}
