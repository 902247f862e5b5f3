package dev.patchbay.core.control;

import java.nio.file.Path;
import java.util.List;

/**
 * What a client asks for.
 *
 * @param argv the command and its arguments, as the user's own shell split them
 * @param cwd where the client stands; relative paths mean something there
 * @param columns how wide its terminal is; 0 when it has none
 * @param tty whether somebody sits there
 */
public record Request(List<String> argv, Path cwd, int columns, boolean tty) {
  public Request {
    argv = List.copyOf(argv);
  }
}
