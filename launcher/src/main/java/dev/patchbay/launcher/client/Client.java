package dev.patchbay.launcher.client;

import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code patchbay COMMAND …}: lets the daemon run it and prints what it answers. */
public final class Client {
  private static final Duration END = Duration.ofSeconds(90);

  private Client() {}

  /** Runs one command; the result is the exit code. */
  public static int run(Path home, Path distribution, List<String> argv) {
    Endpoint endpoint = new Endpoint(home);
    Optional<SocketChannel> connection = endpoint.connect();
    if (connection.isEmpty() || argv.isEmpty() || argv.getFirst().equals("demo")) {
      return new WithoutDaemon(home, distribution).run(argv);
    }
    Optional<ProcessHandle> daemon = endpoint.daemon();
    try (SocketChannel channel = connection.get()) {
      int exit = converse(channel, argv);
      return exit == 0 && argv.getFirst().equals("down") ? awaitEnd(daemon) : exit;
    } catch (Exchange.ReaderGoneException e) {
      return 0;
    } catch (EOFException e) {
      if (argv.getFirst().equals("down")) {
        return awaitEnd(daemon);
      }
      System.err.println("patchbay: the daemon ended or gave this connection up");
      return 3;
    } catch (IOException e) {
      System.err.println("patchbay: the connection to the daemon broke: " + e.getMessage());
      return 3;
    }
  }

  private static int converse(SocketChannel channel, List<String> argv) throws IOException {
    Frames frames = new Frames(channel);
    Exchange exchange =
        new Exchange(
            frames,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err));
    boolean shell = argv.getFirst().equals("shell");
    frames.request(
        argv,
        Path.of("").toAbsolutePath().toString(),
        Terminal.columns(),
        Terminal.isInteractive());
    exchange.cancelOnInterrupt(shell);
    if (shell) {
      exchange.pump(new FileInputStream(FileDescriptor.in));
    }
    return exchange.run();
  }

  /** {@code down} is done when the process is gone, so that an {@code up} may follow at once. */
  private static int awaitEnd(Optional<ProcessHandle> daemon) {
    if (daemon.isEmpty()) {
      return 0;
    }
    try {
      daemon.get().onExit().get(END.toMillis(), TimeUnit.MILLISECONDS);
      return 0;
    } catch (TimeoutException e) {
      System.err.println(
          "patchbay: the daemon (pid " + daemon.get().pid() + ") is still ending; see its log");
      return 1;
    } catch (ExecutionException e) {
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
