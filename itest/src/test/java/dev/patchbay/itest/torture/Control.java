package dev.patchbay.itest.torture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
      DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
      byte[] request = request(argv);
      out.writeByte('R');
      out.writeInt(request.length);
      out.write(request);
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
      ByteArrayOutputStream half = new ByteArrayOutputStream();
      while (true) {
        byte kind = in.readByte();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        if (kind == 'Q') {
          if (half.size() > 0) {
            line.accept(half.toString(StandardCharsets.UTF_8));
          }
          return bytes[3];
        }
        for (byte each : bytes) {
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

  private byte[] request(String... argv) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeByte(1);
    text(data, home.toString());
    data.writeInt(0);
    data.writeBoolean(false);
    data.writeInt(argv.length);
    for (String word : argv) {
      text(data, word);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }
}
