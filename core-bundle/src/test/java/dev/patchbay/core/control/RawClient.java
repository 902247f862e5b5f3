package dev.patchbay.core.control;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A client written from the protocol's description, byte by byte. */
final class RawClient implements AutoCloseable {
  private final SocketChannel channel;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  RawClient(Path socket) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
  }

  RawClient ask(String... argv) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeByte(1);
    text(data, "/somewhere");
    data.writeInt(120);
    data.writeBoolean(false);
    data.writeInt(argv.length);
    for (String word : argv) {
      text(data, word);
    }
    send('R', bytes.toByteArray());
    return this;
  }

  private static void text(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  void send(char kind, byte[] bytes) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(5 + bytes.length);
    frame.put((byte) kind).putInt(bytes.length).put(bytes).flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  /** Reads until the exit code. */
  int exit() throws IOException {
    while (true) {
      ByteBuffer head = read(5);
      char kind = (char) head.get();
      ByteBuffer bytes = read(head.getInt());
      switch (kind) {
        case 'O' -> out.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
        case 'X' -> err.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
        case 'Q' -> {
          return bytes.getInt();
        }
        default -> throw new IOException("frame " + kind);
      }
    }
  }

  private ByteBuffer read(int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
