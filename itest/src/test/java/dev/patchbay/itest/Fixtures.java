package dev.patchbay.itest;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import dev.patchbay.api.Plugin;
import dev.patchbay.itest.fixture.baton.Baton;
import dev.patchbay.itest.fixture.hostile.Hostile;
import dev.patchbay.itest.fixture.witness.Witness;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Makes bundles of the fixture plugins, as an author's build would. Outside the framework only. */
public final class Fixtures {
  private Fixtures() {}

  /** For bench/run: the plugins that it measures with, into this folder. */
  public static void main(String[] folder) throws IOException {
    Path jars = Files.createDirectories(Path.of(folder[0]));
    bundle(Baton.class, "1.0.0", jars);
    bundle(Witness.class, "1.0.0", jars);
    bundle(Hostile.class, "1.0.0", jars);
  }

  /** A bundle of this plugin, which has its package for itself, in this version. */
  public static Path bundle(Class<?> plugin, String version, Path folder) {
    return bundle(plugin, version, folder, "*");
  }

  /** The same with these instructions for its imports. */
  static Path bundle(Class<?> plugin, String version, Path folder, String imports) {
    String name = plugin.getSimpleName().toLowerCase(Locale.ROOT);
    try (Builder builder = new Builder()) {
      builder.setClasspath(
          new File[] {
            home(plugin),
            home(Plugin.class),
            home(Capability.class),
            home(Component.class),
            home(Designate.class)
          });
      builder.setProperty("Bundle-SymbolicName", "dev.patchbay.itest." + name);
      builder.setProperty("Bundle-Version", version);
      builder.setProperty("Private-Package", plugin.getPackageName());
      builder.setProperty("Import-Package", imports);
      builder.setProperty("-dsannotations-options", "version;maximum=1.5.0");
      builder.setProperty("-noextraheaders", "true");
      builder.setProperty("-reproducible", "true");
      Path file = folder.resolve(name + "-" + version + ".jar");
      try (Jar jar = builder.build()) {
        if (!builder.getErrors().isEmpty()) {
          throw new IllegalStateException(builder.getErrors().toString());
        }
        jar.write(file.toFile());
      }
      return file;
    } catch (Exception e) {
      throw new IllegalStateException("cannot make a bundle of " + plugin.getName(), e);
    }
  }

  private static File home(Class<?> type) throws URISyntaxException {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
