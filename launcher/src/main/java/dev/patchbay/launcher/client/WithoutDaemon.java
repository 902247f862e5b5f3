package dev.patchbay.launcher.client;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be said when no daemon answers. The commands are core's, so core's jars are read as
 * plain libraries for it; a client that finds its daemon never loads any of this.
 */
final class WithoutDaemon {
  private static final String OFFLINE = "dev.patchbay.core.shell.Offline";

  private final Path home;
  private final Path distribution;

  WithoutDaemon(Path home, Path distribution) {
    this.home = home;
    this.distribution = distribution;
  }

  int run(List<String> argv) {
    Path bundles = distribution.resolve("bundles");
    try (Stream<Path> files = Files.list(bundles)) {
      List<URL> urls = new ArrayList<>();
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
      try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new))) {
        Object exit =
            Class.forName(OFFLINE, true, loader)
                .getMethod("run", Path.class, Path.class, String[].class)
                .invoke(null, home, Path.of("").toAbsolutePath(), argv.toArray(String[]::new));
        return exit instanceof Integer code ? code : 3;
      }
    } catch (IOException
        | ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException e) {
      System.err.println(
          "patchbay: the distribution in "
              + new File(distribution.toString())
              + " is not whole: "
              + e);
      return 3;
    } catch (InvocationTargetException e) {
      System.err.println("patchbay: " + e.getCause());
      return 3;
    }
  }
}
