package dev.patchbay.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle as it is, under another version. */
final class VersionedJar {
  private static final String PROVIDES = "Provide-Capability";
  private static final String PLUGIN = "dev.patchbay.plugin";

  private VersionedJar() {}

  static Path of(Path bundle, String version, Path folder) throws IOException {
    return of(bundle, version, folder, provided -> provided);
  }

  /** The same, of a plugin that stops before the next version of it starts. */
  static Path replacing(Path bundle, String version, Path folder) throws IOException {
    return of(
        bundle,
        version,
        folder,
        provided -> provided.replace(PLUGIN + ";", PLUGIN + ";update=REPLACE;"));
  }

  private static Path of(
      Path bundle, String version, Path folder, UnaryOperator<String> capabilities)
      throws IOException {
    Path target = folder.resolve("version-" + version + ".jar");
    try (JarFile source = new JarFile(bundle.toFile())) {
      Manifest manifest = source.getManifest();
      Attributes headers = manifest.getMainAttributes();
      headers.putValue("Bundle-Version", version);
      headers.putValue(PROVIDES, capabilities.apply(headers.getValue(PROVIDES)));
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
