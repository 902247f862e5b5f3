package dev.patchbay.core.control;

import java.io.IOException;
import java.io.OutputStream;

/** Output or error output of a command, in frames. */
final class Stream extends OutputStream {
  private static final int LARGEST = 1 << 16;

  private final byte kind;
  private final Outbox outbox;

  Stream(byte kind, Outbox outbox) {
    this.kind = kind;
    this.outbox = outbox;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; done += LARGEST) {
      outbox.put(Frame.of(kind, bytes, offset + done, Math.min(LARGEST, length - done)));
    }
  }
}
