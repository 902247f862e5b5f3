package dev.patchbay.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What was asked of {@code up}. */
record UpOptions(List<Path> repositories, Path config, boolean shell) {
  private static final String USAGE =
      "usage: patchbay up [--repo DIR]... [--home DIR] [--config FILE] [--no-shell]";

  static final String HELP =
      USAGE
          + """

      Runs the daemon in the foreground; prints one line `ready in N ms` when it watches.
            --repo DIR      watch this repository beside those of the configuration; may be repeated
            --home DIR      what the daemon owns (PATCHBAY_HOME, else ~/.patchbay)
            --config FILE   the configuration (patchbay.yaml in the home)
            --no-shell      no Gogo shell, also on a terminal""";

  UpOptions {
    repositories = List.copyOf(repositories);
  }

  static UpOptions of(Arguments arguments) {
    List<Path> repositories = new ArrayList<>();
    Path config = arguments.home().resolve("patchbay.yaml");
    boolean shell = true;
    Iterator<String> rest = arguments.words().subList(1, arguments.words().size()).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String name = equals < 0 ? word : word.substring(0, equals);
      Iterator<String> values = equals < 0 ? rest : List.of(word.substring(equals + 1)).iterator();
      switch (name) {
        case "--repo" -> repositories.add(absolute(Arguments.valueOf(name, values)));
        case "--config" -> config = existing(absolute(Arguments.valueOf(name, values)));
        case "--no-shell" -> shell = false;
        default -> throw new UsageException("up does not know '" + word + "'\n" + USAGE);
      }
    }
    return new UpOptions(repositories, config, shell);
  }

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }

  /** A file that somebody names is meant to be there; only the default one may be absent. */
  private static Path existing(Path file) {
    if (!file.toFile().isFile()) {
      throw new UsageException("there is no configuration file " + file);
    }
    return file;
  }
}
