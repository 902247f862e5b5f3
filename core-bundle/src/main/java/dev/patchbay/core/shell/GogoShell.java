package dev.patchbay.core.shell;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Job;

/**
 * A Gogo session over whatever a user sits at. Lines are edited by their terminal, so nothing here
 * needs to know what kind it is; without one there is no prompt, and lines may come from a file.
 */
public final class GogoShell implements Shell {
  /** The variable of a session with the call that opened it. */
  static final String CALL = ".patchbay.call";

  private static final String PROMPT = "patchbay> ";
  private static final int LONGEST_LINE = 1 << 20;

  private final Supplier<Optional<CommandProcessor>> processor;

  /**
   * @param processor of the Gogo runtime, which starts after the daemon
   */
  public GogoShell(Supplier<Optional<CommandProcessor>> processor) {
    this.processor = processor;
  }

  @Override
  public int serve(Call call, Optional<Runnable> atPrompt)
      throws IOException, InterruptedException {
    CommandProcessor gogo =
        processor
            .get()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        CommandFailure.FAILED, "no Gogo runtime is there, so there is no shell"));
    Thread user = Thread.currentThread();
    Runnable idle = atPrompt.orElse(user::interrupt);
    try (CommandSession session =
        gogo.createSession(call.in(), flushing(call.out()), flushing(call.err()))) {
      call.onCancel(() -> interrupt(session, idle));
      session.put(CALL, call);
      session.put("SCOPE", "patchbay:felix:scr:*");
      session.currentDir(call.cwd());
      if (call.tty()) {
        call.out()
            .println("Type `help` for commands, `lb` for bundles, `exit` to leave this shell.");
      }
      return converse(call, session);
    }
  }

  private int converse(Call call, CommandSession session) throws IOException, InterruptedException {
    int exit = 0;
    while (true) {
      prompt(call);
      Optional<String> line;
      try {
        line = line(call.in());
      } catch (InterruptedIOException e) {
        // Ctrl-C at the prompt: the line is given up, and the next one read.
        if (!call.tty() || !call.cancelled()) {
          throw new InterruptedException();
        }
        call.out().println();
        continue;
      }
      if (line.isEmpty() || line.get().equals("exit") || line.get().equals("quit")) {
        call.out().flush();
        return exit;
      }
      if (!line.get().isEmpty()) {
        exit = execute(call, session, line.get());
      }
      if (call.out().checkError()) {
        return exit;
      }
    }
  }

  /** A command runs on threads of the session; without one, the user sits at the prompt. */
  private static void interrupt(CommandSession session, Runnable idle) {
    Job job = session.foregroundJob();
    if (job == null) {
      idle.run();
    } else {
      job.interrupt();
    }
  }

  /** The session writes without flushing, and a user waits to see each line of what goes on. */
  private static PrintStream flushing(PrintStream stream) {
    OutputStream flushing =
        new FilterOutputStream(stream) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.flush();
          }
        };
    return new PrintStream(flushing, false, StandardCharsets.UTF_8);
  }

  private static void prompt(Call call) {
    call.err().flush();
    if (call.tty()) {
      call.out().print(PROMPT);
    }
    call.out().flush();
    call.err().flush();
  }

  /** What a command throws is its user's to see, of whatever kind it is. */
  private static int execute(Call call, CommandSession session, String line) {
    FutureTask<Object> task = new FutureTask<>(() -> session.execute(line));
    task.run();
    try {
      Object result = task.get();
      if (result != null) {
        call.out().println(session.format(result, Converter.INSPECT));
      }
      return 0;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof InterruptedException) {
        call.err().println("interrupted");
        return CommandFailure.INTERRUPTED;
      }
      String message = cause.getMessage();
      call.err().println(message == null ? cause.toString() : message);
      return CommandFailure.FAILED;
    } catch (InterruptedException e) {
      call.err().println("interrupted");
      return CommandFailure.INTERRUPTED;
    }
  }

  /** A byte at a time: what follows the line is for the command that the line starts. */
  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n' && line.size() < LONGEST_LINE) {
      line.write(next);
      next = in.read();
    }
    boolean end = next < 0 && line.size() == 0;
    return end ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8).strip());
  }
}
