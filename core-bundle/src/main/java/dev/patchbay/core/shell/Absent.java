package dev.patchbay.core.shell;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.deploy.Offers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What the configuration counts on and nobody brings: a default launcher that is not there fails
 * jobs, and a guard that is not there denies all.
 *
 * @param kind {@code launcher} or {@code guard}
 */
public record Absent(String kind, String name, String message) {

  /**
   * @param home whose plugins, beside those of the distribution, may have the name that was meant
   * @param launchers that are there now
   * @param guards that are there now
   */
  public static List<Absent> in(
      Configuration read, Path home, Collection<String> launchers, Collection<String> guards) {
    List<Absent> absent = new ArrayList<>();
    if (!launchers.contains(read.launcher())) {
      String hint = hint(read.launcher(), launchers, home, Offers::launchers);
      absent.add(
          new Absent(
              "launcher",
              read.launcher(),
              "no launcher '" + read.launcher() + "' is there" + hint));
    }
    for (String guard : read.guards()) {
      if (!guards.contains(guard)) {
        String hint = hint(guard, guards, home, Offers::guards);
        absent.add(
            new Absent(
                "guard",
                guard,
                "no guard '" + guard + "' is there, so that every run is denied" + hint));
      }
    }
    return absent;
  }

  private static String hint(
      String name, Collection<String> present, Path home, Function<Offers, Set<String>> offered) {
    Set<String> known = new PluginsOnDisk(home).names(offered);
    known.addAll(present);
    if (known.contains(name)) {
      return "; the plugin that has it is not installed, or does not run";
    }
    return Nearest.hint(name, known);
  }
}
