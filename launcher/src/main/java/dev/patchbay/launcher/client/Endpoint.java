package dev.patchbay.launcher.client;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  String pid() {
    try {
      return Files.readString(lock()).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /**
   * Whether a daemon lives in the home: the operating system drops its lock with it, while its
   * process may stay in the table for as long as nobody asks how it ended.
   */
  boolean held() {
    try (FileChannel channel = FileChannel.open(lock(), StandardOpenOption.READ);
        FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return free == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false; // without the file there is no daemon
    }
  }

  private Path lock() {
    return run.resolve("daemon.lock");
  }

  /** A home with a long path has its socket elsewhere, for a socket's path is at most 100 bytes. */
  private Path socket() throws IOException {
    Path elsewhere = run.resolve("control.path");
    return Files.exists(elsewhere)
        ? Path.of(Files.readString(elsewhere).strip())
        : run.resolve("control.sock");
  }
}
