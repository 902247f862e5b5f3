package dev.patchbay.itest.torture;

import dev.patchbay.launcher.client.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The control socket of a home, spoken to directly: a virtual machine for each command is slow. */
record Control(Path home) {
  /**
   * Carries a command out.
   *
   * @throws IOException when there is no daemon, or it went away before its exit code came: then
   *     nothing was acknowledged
   */
  Answer call(String... argv) throws IOException {
    StringBuilder printed = new StringBuilder();
    int exit = each(line -> printed.append(line).append('\n'), argv);
    return new Answer(exit, printed.toString());
  }

  /** The same of a command that has to end well. */
  String require(String... argv) throws IOException {
    Answer answer = call(argv);
    if (!answer.ok()) {
      throw new IOException(String.join(" ", argv) + ": " + answer);
    }
    return answer.printed();
  }

  /** The same, line by line as they come. */
  int each(Consumer<String> line, String... argv) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket()));
      Frames frames = new Frames(channel);
      frames.request(List.of(argv), home.toString(), 0, false);
      ByteArrayOutputStream half = new ByteArrayOutputStream();
      while (true) {
        Frames.Frame frame = frames.receive();
        if (frame.kind() == Frames.EXIT) {
          if (half.size() > 0) {
            line.accept(half.toString(StandardCharsets.UTF_8));
          }
          return frame.bytes().getInt();
        }
        for (byte each : frame.bytes().array()) {
          if (each == '\n') {
            line.accept(half.toString(StandardCharsets.UTF_8));
            half.reset();
          } else {
            half.write(each);
          }
        }
      }
    }
  }

  private Path socket() throws IOException {
    Path elsewhere = home.resolve("run/control.path");
    return Files.exists(elsewhere)
        ? Path.of(Files.readString(elsewhere).strip())
        : home.resolve("run/control.sock");
  }
}
