package dev.patchbay.itest;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Makes bundles of the fixture classes, as an author's build would. */
final class Fixtures {
  private Fixtures() {}

  /** A bundle of one plugin class, of this version. */
  static Path bundle(Class<?> plugin, String version, Path folder) {
    return bundle(plugin, version, folder, builder -> {});
  }

  static Path bundle(Class<?> plugin, String version, Path folder, Consumer<Builder> more) {
    Path classes = Path.of(plugin.getProtectionDomain().getCodeSource().getLocation().getPath());
    String name = plugin.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    try (Builder builder = new Builder()) {
      builder.addClasspath(classes.toFile());
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (entry.contains("api") || entry.contains("osgi") || entry.contains("slf4j-api")) {
          builder.addClasspath(new File(entry));
        }
      }
      String path = plugin.getName().replace('.', '/');
      builder.setProperty("Bundle-SymbolicName", "dev.patchbay.itest." + name);
      builder.setProperty("Bundle-Version", version);
      builder.setProperty("-includepackage", plugin.getPackageName() + ";from:=classes");
      builder.setProperty("-includeresource", path + ".class=" + classes.resolve(path + ".class"));
      more.accept(builder);
      Jar jar = builder.build();
      if (!builder.isOk()) {
        throw new IllegalStateException("bnd: " + builder.getErrors());
      }
      Files.createDirectories(folder);
      Path file = folder.resolve(name + "-" + version + ".jar");
      jar.write(file.toFile());
      return file;
    } catch (Exception e) {
      throw new IllegalStateException("cannot make a bundle of " + plugin.getName(), e);
    }
  }
}
