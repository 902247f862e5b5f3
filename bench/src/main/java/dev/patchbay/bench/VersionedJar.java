package dev.patchbay.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle as it is, under another version. */
final class VersionedJar {
  private VersionedJar() {}

  static Path of(Path bundle, String version, Path folder) throws IOException {
    Path target = folder.resolve("version-" + version + ".jar");
    try (JarFile source = new JarFile(bundle.toFile())) {
      Manifest manifest = source.getManifest();
      manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
      try (OutputStream file = Files.newOutputStream(target);
          JarOutputStream jar = new JarOutputStream(file, manifest)) {
        for (JarEntry entry : source.stream().toList()) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            jar.putNextEntry(new JarEntry(entry.getName()));
            source.getInputStream(entry).transferTo(jar);
          }
        }
      }
      return target;
    }
  }
}
