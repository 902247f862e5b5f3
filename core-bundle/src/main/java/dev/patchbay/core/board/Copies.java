package dev.patchbay.core.board;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Installs a bundle once more, for another instance or for other options: Declarative Services take
 * one configuration that is targeted to a bundle, so each generation is a bundle of its own.
 */
final class Copies {
  private static final char MARK = '#';

  private final BundleContext context;

  Copies(BundleContext context) {
    this.context = context;
  }

  /** Reads what the bundle is now: its location may hold something else meanwhile. */
  Bundle of(Bundle bundle, long number) throws IOException, BundleException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (JarOutputStream zip = new JarOutputStream(jar)) {
      zip.setLevel(java.util.zip.Deflater.NO_COMPRESSION);
      add(bundle, zip, JarFile.MANIFEST_NAME);
      addAll(bundle, zip, "");
    }
    String location = bundle.getLocation();
    int mark = location.indexOf(MARK);
    // What stands behind the mark is no part of the file's name, so that "update" finds the file.
    String other = (mark < 0 ? location : location.substring(0, mark)) + MARK + number;
    return context.installBundle(other, new ByteArrayInputStream(jar.toByteArray()));
  }

  private static void addAll(Bundle bundle, JarOutputStream zip, String folder) throws IOException {
    Enumeration<String> paths = bundle.getEntryPaths("/" + folder);
    if (paths == null) {
      return;
    }
    for (String path : Collections.list(paths)) {
      if (path.endsWith("/")) {
        addAll(bundle, zip, path);
      } else if (!path.equals(JarFile.MANIFEST_NAME)) {
        add(bundle, zip, path);
      }
    }
  }

  private static void add(Bundle bundle, JarOutputStream zip, String path) throws IOException {
    URL entry = bundle.getEntry("/" + path);
    if (entry != null) {
      zip.putNextEntry(new ZipEntry(path));
      try (InputStream content = entry.openStream()) {
        content.transferTo(zip);
      }
      zip.closeEntry();
    }
  }
}
