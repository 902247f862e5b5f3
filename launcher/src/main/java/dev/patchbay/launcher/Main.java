package dev.patchbay.launcher;

import dev.patchbay.launcher.client.Client;
import dev.patchbay.launcher.demo.Demo;
import java.nio.file.Path;
import java.util.List;

/**
 * The one main of Patchbay: {@code up} becomes the daemon, {@code demo} shows it, all else talks to
 * it.
 */
public final class Main {
  private Main() {}

  public static void main(String[] argv) {
    int exit;
    try {
      Arguments arguments = Arguments.of(List.of(argv), System.getenv());
      exit =
          switch (arguments.command()) {
            case "up" -> Up.run(arguments, distribution());
            case "demo" -> new Demo(distribution(), System.out).run();
            default -> Client.run(arguments.home(), distribution(), arguments.words());
          };
    } catch (UsageException e) {
      System.err.println("patchbay: " + e.getMessage());
      exit = 2;
    }
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(exit);
  }

  /** The folder that has bin, lib, bundles and catalog; the script says where it is. */
  private static Path distribution() {
    return Path.of(System.getProperty("patchbay.distribution", ".")).toAbsolutePath().normalize();
  }
}
