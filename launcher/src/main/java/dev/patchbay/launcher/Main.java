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
            case "up" ->
                arguments.help() ? help(UpOptions.HELP) : Up.run(arguments, distribution());
            case "demo" -> demo(arguments);
            default -> Client.run(arguments.home(), distribution(), arguments.words());
          };
    } catch (UsageException e) {
      System.err.println("patchbay: " + e.getMessage());
      exit = e.exit();
    }
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(exit);
  }

  private static int demo(Arguments arguments) {
    if (arguments.help()) {
      return help(
          """
          usage: patchbay demo
          Shows a push, a job, a gate, a receipt, a message and a plugin updated under load, in a
          scratch home and a scratch repository. Exits with 0 only if all of it really happened.""");
    }
    if (arguments.words().size() > 1) {
      throw new UsageException("demo takes no arguments, not '" + arguments.words().get(1) + "'");
    }
    return new Demo(distribution(), System.out).run();
  }

  private static int help(String text) {
    System.out.println(text);
    return 0;
  }

  /** The folder that has bin, lib, bundles and catalog; the script says where it is. */
  private static Path distribution() {
    return Path.of(System.getProperty("patchbay.distribution", ".")).toAbsolutePath().normalize();
  }
}
