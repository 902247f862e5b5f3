package dev.patchbay.core.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** One command as somebody gave it, and where its answer goes. */
public interface Call {
  /** The command and its arguments; nobody has split or replaced anything in them. */
  List<String> argv();

  /** Where relative paths begin. */
  Path cwd();

  /** The width of the terminal; 0 when there is none. */
  int columns();

  /** Whether somebody sits there. */
  boolean tty();

  InputStream in();

  PrintStream out();

  PrintStream err();

  /** What to do when the user cancels, instead of interrupting the thread of the command. */
  void onCancel(Runnable action);

  /** Whether it was the user who interrupted, and not a connection that broke. */
  boolean cancelled();

  /** A path as the user meant it. */
  default Path path(String written) {
    return cwd().resolve(written).normalize();
  }
}
