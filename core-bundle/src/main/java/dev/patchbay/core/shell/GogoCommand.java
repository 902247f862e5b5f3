package dev.patchbay.core.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/** Offers one command in a Gogo shell, as {@code patchbay:plugins} and so on. */
public final class GogoCommand implements Function {
  private final Commands commands;
  private final String name;

  public GogoCommand(Commands commands, String name) {
    this.commands = commands;
    this.name = name;
  }

  /** By which Gogo finds it. */
  public Map<String, Object> properties() {
    return Map.of(
        CommandProcessor.COMMAND_SCOPE, "patchbay", CommandProcessor.COMMAND_FUNCTION, name);
  }

  @Override
  public @Nullable Object execute(CommandSession session, List<Object> arguments) {
    List<String> argv = new ArrayList<>(List.of(name));
    arguments.forEach(argument -> argv.add(Objects.toString(argument, "")));
    Optional<Call> user =
        session.get(GogoShell.CALL) instanceof Call call ? Optional.of(call) : Optional.empty();
    Process process = Process.Utils.current();
    int exit = commands.run(new InSession(argv, session.currentDir(), process, user));
    session.put("exit", exit);
    return null;
  }

  /** The command's own streams, which may be a pipe's. */
  private record InSession(List<String> argv, Path cwd, Process process, Optional<Call> user)
      implements Call {
    /** Of the user's terminal, unless what is printed goes to another command. */
    @Override
    public int columns() {
      return process.isTty(1) ? user.map(Call::columns).orElse(0) : 0;
    }

    @Override
    public boolean tty() {
      return false;
    }

    @Override
    public InputStream in() {
      return process.in();
    }

    @Override
    public PrintStream out() {
      return process.out();
    }

    @Override
    public PrintStream err() {
      return process.err();
    }

    /** The thread is interrupted, as for every command of a session. */
    @Override
    public void onCancel(Runnable action) {}

    @Override
    public boolean cancelled() {
      return user.map(Call::cancelled).orElse(true);
    }
  }
}
