package dev.patchbay.launcher.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The same bundle under another version, as if its next release had just been built. */
final class OtherVersion {
  private static final Attributes.Name VERSION = new Attributes.Name("Bundle-Version");

  private OtherVersion() {}

  static Path of(Path bundle, String version, Path folder) {
    Path target = folder.resolve("update-" + version + ".jar");
    try (JarFile source = new JarFile(bundle.toFile())) {
      Manifest manifest = source.getManifest();
      manifest.getMainAttributes().put(VERSION, version);
      try (OutputStream file = Files.newOutputStream(target);
          JarOutputStream jar = new JarOutputStream(file, manifest)) {
        for (Enumeration<JarEntry> entries = source.entries(); entries.hasMoreElements(); ) {
          JarEntry entry = entries.nextElement();
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            jar.putNextEntry(new JarEntry(entry.getName()));
            try (InputStream content = source.getInputStream(entry)) {
              content.transferTo(jar);
            }
          }
        }
      }
      return target;
    } catch (IOException e) {
      throw new DemoFailure(
          "cannot make version " + version + " of " + bundle + ": " + e.getMessage(), e);
    }
  }
}
