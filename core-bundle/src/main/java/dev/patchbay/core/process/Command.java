package dev.patchbay.core.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start and where its output goes.
 *
 * @param environment the complete environment: nothing is inherited from the daemon
 * @param input what the command reads on its standard input, as UTF-8; empty for none
 * @param output the file that standard output is appended to
 * @param errors the file that standard error is appended to; the same as {@code output} merges both
 */
public record Command(
    List<String> argv,
    Path directory,
    Map<String, String> environment,
    String input,
    Path output,
    Path errors) {

  public Command {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty() || argv.get(0).isEmpty()) {
      throw new IllegalArgumentException("the command is empty: name a program to run");
    }
  }

  public static Command of(
      List<String> argv, Path directory, Map<String, String> environment, Path output) {
    return new Command(argv, directory, environment, "", output, output);
  }

  public Command withInput(String text) {
    return new Command(argv, directory, environment, text, output, errors);
  }

  public Command withErrors(Path file) {
    return new Command(argv, directory, environment, input, output, file);
  }

  public Marks marks() {
    return Marks.of(environment);
  }
}
