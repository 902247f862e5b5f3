package dev.patchbay.launcher.client;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the daemon of a home listens. */
final class Endpoint {
  private final Path run;

  Endpoint(Path home) {
    run = home.resolve("run");
  }

  /** A connection, if a daemon is there. */
  Optional<SocketChannel> connect() {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket()));
        return Optional.of(channel);
      } catch (IOException e) {
        channel.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The process that holds the home, as it wrote itself. */
  Optional<ProcessHandle> daemon() {
    try {
      long pid = Long.parseLong(Files.readString(run.resolve("daemon.lock")).strip());
      return ProcessHandle.of(pid);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A home with a long path has its socket elsewhere, for a socket's path is at most 100 bytes. */
  private Path socket() throws IOException {
    Path elsewhere = run.resolve("control.path");
    return Files.exists(elsewhere)
        ? Path.of(Files.readString(elsewhere).strip())
        : run.resolve("control.sock");
  }
}
