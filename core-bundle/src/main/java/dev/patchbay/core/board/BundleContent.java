package dev.patchbay.core.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;

/** The content of an installed bundle as a jar. */
final class BundleContent {
  private BundleContent() {}

  static void write(Bundle bundle, OutputStream out) throws IOException {
    try (JarOutputStream zip = new JarOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      add(bundle, zip, JarFile.MANIFEST_NAME);
      addAll(bundle, zip, "");
    }
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
