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
import java.util.concurrent.locks.LockSupport;

/** {@code patchbay COMMAND …}: lets the daemon run it and prints what it answers. */
public final class Client {
  private static final Duration END = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(20);

  private Client() {}

  /** Runs one command; the result is the exit code. */
  public static int run(Path home, Path distribution, List<String> argv) {
    Endpoint endpoint = new Endpoint(home);
    Optional<SocketChannel> connection = endpoint.connect();
    if (connection.isEmpty() || argv.isEmpty() || argv.getFirst().equals("demo")) {
      return new WithoutDaemon(home, distribution).run(argv);
    }
    try (SocketChannel channel = connection.get()) {
      int exit = converse(channel, argv);
      return exit == 0 && argv.getFirst().equals("down") ? awaitEnd(endpoint) : exit;
    } catch (Exchange.ReaderGoneException e) {
      return 0;
    } catch (EOFException e) {
      if (argv.getFirst().equals("down")) {
        return awaitEnd(endpoint);
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

  /** {@code down} is done when the home is free, so that an {@code up} may follow at once. */
  private static int awaitEnd(Endpoint endpoint) {
    String pid = endpoint.pid();
    long end = System.nanoTime() + END.toNanos();
    while (endpoint.held()) {
      if (System.nanoTime() - end > 0) {
        System.err.println("patchbay: the daemon (pid " + pid + ") is still ending; see its log");
        return 1;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return 0;
  }
}
