package dev.patchbay.launcher.client;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** The terminal this process has, if it has one; the script that starts it knows. */
public final class Terminal {
  private Terminal() {}

  public static boolean isInteractive() {
    return Boolean.getBoolean("patchbay.tty");
  }

  static int columns() {
    return Integer.getInteger("patchbay.columns", 0);
  }

  /** A shell for whoever started the daemon: the same one that {@code patchbay shell} attaches. */
  public static void attachShell(Path home) {
    Thread shell = new Thread(() -> shell(home), "shell");
    shell.setDaemon(true);
    shell.start();
  }

  private static void shell(Path home) {
    new Endpoint(home)
        .connect()
        .ifPresent(
            channel -> {
              try (SocketChannel connection = channel) {
                Frames frames = new Frames(connection);
                frames.request(
                    List.of("shell", "--foreground"),
                    Path.of("").toAbsolutePath().toString(),
                    columns(),
                    true);
                Exchange exchange =
                    new Exchange(
                        frames,
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err));
                exchange.cancelOrEnd();
                exchange.pump(new FileInputStream(FileDescriptor.in));
                exchange.run();
              } catch (IOException e) {
                // The daemon ends, and with it its shell.
              }
            });
  }
}
