package dev.patchbay.core.framework;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import dev.patchbay.api.Plugin;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Makes bundles of the fixture plugins among the test classes. */
public final class PluginJar {
  private PluginJar() {}

  /** A bundle of one fixture package. */
  public static Path of(String fixture, String version, Path file) {
    return of(fixture, version, file, "*");
  }

  /** A bundle of one fixture package with these instructions for its imports. */
  public static Path of(String fixture, String version, Path file, String imports) {
    return named("test." + fixture, fixture, version, file, imports);
  }

  /** A bundle of one fixture package with this symbolic name. */
  public static Path named(
      String symbolicName, String fixture, String version, Path file, String imports) {
    try (Builder builder = new Builder()) {
      builder.setClasspath(
          new File[] {
            home(PluginJar.class),
            home(Plugin.class),
            home(Capability.class),
            home(Component.class),
            home(Designate.class)
          });
      builder.setProperty("Bundle-SymbolicName", symbolicName);
      builder.setProperty("Bundle-Version", version);
      builder.setProperty("Private-Package", "dev.patchbay.fixture." + fixture);
      builder.setProperty("Import-Package", imports);
      builder.setProperty("-dsannotations-options", "version;maximum=1.5.0");
      builder.setProperty("-noextraheaders", "true");
      try (Jar jar = builder.build()) {
        if (!builder.getErrors().isEmpty()) {
          throw new IllegalStateException(builder.getErrors().toString());
        }
        jar.write(file.toFile());
      }
      return file;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static File home(Class<?> type) throws URISyntaxException {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
