package dev.patchbay.launcher.client;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The frames of the control socket: a kind (one byte), a length (four), then so many bytes. To the
 * daemon go the request, input, its end, and a cancel; from it come output, errors and the exit
 * code. The daemon's twin is core's control room; the two are one release. Public for tests and
 * measurements, which speak to a daemon without the start of a client.
 */
public final class Frames {
  static final byte REQUEST = 'R';
  static final byte INPUT = 'I';
  static final byte INPUT_END = 'E';
  static final byte CANCEL = 'C';
  public static final byte OUTPUT = 'O';
  public static final byte ERROR = 'X';
  public static final byte EXIT = 'Q';

  private static final int VERSION = 1;
  private static final int LONGEST = 1 << 20;

  private final SocketChannel channel;
  private final ByteBuffer head = ByteBuffer.allocate(5);

  /** Of a connection that is open. */
  public Frames(SocketChannel channel) {
    this.channel = channel;
  }

  /** One that the daemon sent. */
  public record Frame(byte kind, ByteBuffer bytes) {}

  /** What is to be carried out, from where. */
  public void request(List<String> argv, String cwd, int columns, boolean tty) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeByte(VERSION);
    text(data, cwd);
    data.writeInt(columns);
    data.writeBoolean(tty);
    data.writeInt(argv.size());
    for (String word : argv) {
      text(data, word);
    }
    send(REQUEST, bytes.toByteArray(), bytes.size());
  }

  private static void text(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  /** Whole frames only: input and a cancel come from threads of their own. */
  synchronized void send(byte kind, byte[] bytes, int length) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(5 + length);
    frame.put(kind).putInt(length).put(bytes, 0, length).flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  /** Waits for the next one. */
  public Frame receive() throws IOException {
    head.clear();
    fill(head);
    head.flip();
    byte kind = head.get();
    int length = head.getInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a frame of " + length + " bytes: not a daemon of this version");
    }
    byte[] bytes = new byte[length];
    fill(ByteBuffer.wrap(bytes));
    return new Frame(kind, ByteBuffer.wrap(bytes));
  }

  private void fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the daemon closed the connection");
      }
    }
  }
}
