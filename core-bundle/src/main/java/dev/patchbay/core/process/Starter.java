package dev.patchbay.core.process;

import java.io.IOException;
import java.nio.file.Path;

/** Starts a command as the leader of a session of its own; one way to do so is chosen once. */
interface Starter {

  /**
   * @param program where the command's first word was found
   * @param input what it reads on its standard input; the folders of the outputs are there
   */
  Started start(Command command, Path program, Path input) throws IOException;
}
