package dev.patchbay.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.workingDirectory;

import aQute.bnd.header.Parameters;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.ops4j.pax.exam.Option;

/** The framework as the launcher makes it: the bundles and the libraries of the distribution. */
final class Framework {
  /** Names the folder of a {@link Scratch} to the tests inside. */
  static final String SCRATCH = "patchbay.itest.scratch";

  private static final Map<String, String> LIKE_THE_LAUNCHER =
      Map.of(
          "org.osgi.framework.bsnversion", "multiple",
          "felix.service.urlhandlers", "true",
          "felix.bootdelegation.implicit", "false",
          "felix.startlevel.bundle", "4",
          "felix.cm.pm", "memory",
          "ds.delayed.keepInstances", "false",
          "ds.stop.timeout.milliseconds", "5000");

  private Framework() {}

  /** A framework whose daemon has this home and watches this repository. */
  static Option[] of(Scratch scratch, String configuration) {
    List<Option> options = new ArrayList<>();
    try {
      Files.writeString(scratch.configuration(), configuration);
      Repository.create(scratch.folder());
      LIKE_THE_LAUNCHER.forEach((name, value) -> options.add(property(name, value)));
      options.add(property("patchbay.home", scratch.home().toString()));
      options.add(property("patchbay.repos", Repository.in(scratch.folder()).bare().toString()));
      options.add(property("patchbay.version", "0.0.0"));
      options.add(property(SCRATCH, scratch.folder().toString()));
      options.add(systemPackages(packages().toArray(String[]::new)));
      for (Path jar : Distribution.jars("bundles")) {
        boolean core = jar.getFileName().toString().startsWith("dev.patchbay.core-");
        options.add(bundle("reference:" + jar.toUri()).startLevel(core ? 4 : 3));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    options.add(workingDirectory(scratch.folder().resolve("framework").toString()));
    options.add(cleanCaches());
    options.add(systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("ERROR"));
    options.add(junitBundles());
    return new Option[] {composite(options.toArray(Option[]::new))};
  }

  private static Option property(String name, String value) {
    return frameworkProperty(name).value(value);
  }

  /** What the launcher's class path offers to core, and what the tests inside are written with. */
  private static List<String> packages() throws IOException {
    List<Path> jars = new ArrayList<>(Distribution.jars("lib"));
    jars.removeIf(jar -> jar.getFileName().toString().contains("felix.framework"));
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (element.contains("assertj-core") || element.contains("awaitility")) {
        jars.add(Path.of(element));
      }
    }
    List<String> packages = new ArrayList<>();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        String header = file.getManifest().getMainAttributes().getValue("Export-Package");
        new Parameters(header)
            .forEach(
                (name, attributes) -> {
                  String version = attributes.getVersion();
                  packages.add(version == null ? name : name + ";version=\"" + version + "\"");
                });
      }
    }
    return packages;
  }
}
