package dev.patchbay.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The command line without {@code --home}, which means the same with every command.
 *
 * @param home absolute
 * @param words the command and what is meant for it; {@code help X} is {@code X --help}
 */
record Arguments(Path home, List<String> words) {
  Arguments {
    words = List.copyOf(words);
  }

  static Arguments of(List<String> argv, Map<String, String> environment) {
    String home = environment.getOrDefault("PATCHBAY_HOME", "");
    List<String> words = new ArrayList<>();
    Iterator<String> rest = argv.iterator();
    boolean options = true;
    while (rest.hasNext()) {
      String word = rest.next();
      if (options && word.equals("--home")) {
        home = valueOf(word, rest);
      } else if (options && word.startsWith("--home=")) {
        home = word.substring("--home=".length());
      } else {
        options = options && !word.equals("--");
        words.add(word);
      }
    }
    if (words.size() > 1 && words.getFirst().equals("help")) {
      words.removeFirst();
      words.add("--help");
    }
    Path folder = home.isEmpty() ? userHome(environment).resolve(".patchbay") : Path.of(home);
    return new Arguments(folder.toAbsolutePath().normalize(), words);
  }

  /** What a shell takes {@code ~} for; the virtual machine would look into the user database. */
  private static Path userHome(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.startsWith("/") ? home : System.getProperty("user.home"));
  }

  /** The command, or nothing when none was given. */
  String command() {
    return words.isEmpty() ? "" : words.getFirst();
  }

  /** Whether the user asks what the command does. */
  boolean help() {
    return words.stream().skip(1).anyMatch(word -> word.equals("--help") || word.equals("-h"));
  }

  static String valueOf(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new UsageException(option + " needs a value");
    }
    return rest.next();
  }
}
