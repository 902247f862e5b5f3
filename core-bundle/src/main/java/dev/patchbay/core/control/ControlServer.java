package dev.patchbay.core.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control socket of a home: whoever may open it may do what the owner of the home may. */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SocketPath path;
  private final Handler handler;
  private final Duration patience;
  private final ServerSocketChannel server;

  public ControlServer(Path home, Handler handler) throws IOException {
    this(home, handler, PATIENCE);
  }

  ControlServer(Path home, Handler handler, Duration patience) throws IOException {
    this.path = new SocketPath(home);
    this.handler = handler;
    this.patience = patience;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  }

  /** Listens; from now on clients are answered. */
  public void start() throws IOException {
    Path socket = path.prepare();
    server.bind(UnixDomainSocketAddress.of(socket));
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    Thread.ofPlatform().daemon().name("control").start(this::accept);
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        new Connection(client, handler, patience).start();
      } catch (ClosedChannelException e) {
        LOG.debug("the control socket is closed");
      } catch (IOException e) {
        LOG.warn("the control socket cannot take a client: {}", e.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos()); // with no descriptors left it fails at once, again
      }
    }
  }

  /** Takes no more clients. Commands that run end with the process, or when they are done. */
  @Override
  public void close() throws IOException {
    server.close();
    path.remove();
  }
}
