package dev.patchbay.core.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The commands without a daemon: help, wrong usage, and what reads files alone. */
public final class Offline {
  private Offline() {}

  /** Called by the client of the launcher, by name, when nobody listens. */
  public static int run(Path home, Path cwd, String[] argv) {
    Commands commands =
        new Commands(
            home,
            () -> {
              throw new CommandFailure(
                  CommandFailure.NO_DAEMON,
                  "no daemon runs for the home " + home + "; start one with `patchbay up`");
            });
    Local call = new Local(List.of(argv), cwd);
    int exit = commands.run(call);
    call.out().flush();
    call.err().flush();
    return exit;
  }

  private record Local(List<String> argv, Path cwd, PrintStream out, PrintStream err)
      implements Call {
    Local(List<String> argv, Path cwd) {
      this(argv, cwd, print(FileDescriptor.out), print(FileDescriptor.err));
    }

    private static PrintStream print(FileDescriptor descriptor) {
      return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    @Override
    public int columns() {
      return Integer.getInteger("patchbay.columns", 0);
    }

    @Override
    public boolean tty() {
      return false;
    }

    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public void onCancel(Runnable action) {}

    @Override
    public boolean cancelled() {
      return true;
    }
  }
}
