package dev.patchbay.core.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame of the control socket: a kind (one byte), a length (four), then so many bytes. The client
 * in the launcher writes the same; the two are one release.
 */
record Frame(byte kind, ByteBuffer bytes) {
  static final byte REQUEST = 'R';
  static final byte INPUT = 'I';
  static final byte INPUT_END = 'E';
  static final byte CANCEL = 'C';
  static final byte OUTPUT = 'O';
  static final byte ERROR = 'X';
  static final byte EXIT = 'Q';

  private static final int VERSION = 1;
  private static final int LONGEST = 1 << 20;
  private static final int HEAD = 5;

  static Frame read(ReadableByteChannel channel) throws IOException {
    ByteBuffer head = fill(channel, HEAD);
    byte kind = head.get();
    int length = head.getInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a frame of " + length + " bytes; at most " + LONGEST + " are taken");
    }
    return new Frame(kind, fill(channel, length));
  }

  private static ByteBuffer fill(ReadableByteChannel channel, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the client is gone");
      }
    }
    return buffer.flip();
  }

  static ByteBuffer of(byte kind, byte[] bytes, int offset, int length) {
    return ByteBuffer.allocate(HEAD + length)
        .put(kind)
        .putInt(length)
        .put(bytes, offset, length)
        .flip();
  }

  static ByteBuffer exit(int code) {
    return ByteBuffer.allocate(HEAD + Integer.BYTES)
        .put(EXIT)
        .putInt(Integer.BYTES)
        .putInt(code)
        .flip();
  }

  Request request() throws IOException {
    try {
      if (kind != REQUEST || bytes.get() != VERSION) {
        throw new IOException("not a request of this version");
      }
      Path cwd = Path.of(text());
      int columns = bytes.getInt();
      boolean tty = bytes.get() != 0;
      int count = bytes.getInt();
      List<String> argv = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        argv.add(text());
      }
      return new Request(argv, cwd, columns, tty);
    } catch (BufferUnderflowException | InvalidPathException e) {
      throw new IOException("a request that cannot be read", e);
    }
  }

  private String text() throws IOException {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new IOException("a request that ends too early");
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
