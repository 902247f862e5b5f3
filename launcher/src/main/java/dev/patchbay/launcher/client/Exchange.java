package dev.patchbay.launcher.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One command: prints what comes until the exit code does. */
final class Exchange {
  private static final int INTERRUPTED = 130;
  private static final long TWICE_NANOS = Duration.ofSeconds(2).toNanos();

  private final Frames frames;
  private final OutputStream out;
  private final OutputStream err;

  Exchange(Frames frames, OutputStream out, OutputStream err) {
    this.frames = frames;
    this.out = out;
    this.err = err;
  }

  int run() throws IOException {
    while (true) {
      Frames.Frame frame = frames.receive();
      switch (frame.kind()) {
        case Frames.OUTPUT -> print(out, frame.bytes());
        case Frames.ERROR -> print(err, frame.bytes());
        case Frames.EXIT -> {
          return frame.bytes().getInt();
        }
        default -> {
          // A kind that a later daemon may have.
        }
      }
    }
  }

  private static void print(OutputStream stream, ByteBuffer bytes) throws IOException {
    try {
      stream.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
      stream.flush();
    } catch (IOException e) {
      throw new ReaderGoneException(e);
    }
  }

  /** The first Ctrl-C asks the daemon to end the command; a second one does not wait for it. */
  void cancelOnInterrupt(boolean interactive) {
    AtomicInteger interrupts = new AtomicInteger();
    Interrupts.handle(
        () -> {
          try {
            frames.send(Frames.CANCEL, new byte[0], 0);
          } catch (IOException e) {
            Runtime.getRuntime().halt(INTERRUPTED);
          }
          if (!interactive && interrupts.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(INTERRUPTED);
          }
        });
  }

  /**
   * In the shell of {@code up} Ctrl-C ends what runs there, and at the prompt the daemon; twice
   * within a moment, or when the shell was left, it ends the daemon whatever is under way.
   */
  void cancelOrEnd() {
    AtomicLong last = new AtomicLong(System.nanoTime() - TWICE_NANOS);
    Interrupts.handle(
        () -> {
          long now = System.nanoTime();
          boolean again = now - last.getAndSet(now) < TWICE_NANOS;
          try {
            if (!again) {
              frames.send(Frames.CANCEL, new byte[0], 0);
              return;
            }
          } catch (IOException e) {
            // Nobody is in the shell any more.
          }
          Runtime.getRuntime().exit(0);
        });
  }

  /** Sends what is typed, from a thread that never holds up the end of the program. */
  void pump(InputStream in) {
    Thread pump = new Thread(() -> copy(in), "input");
    pump.setDaemon(true);
    pump.start();
  }

  private void copy(InputStream in) {
    byte[] buffer = new byte[8192];
    try {
      int count = in.read(buffer);
      while (count >= 0) {
        frames.send(Frames.INPUT, buffer, count);
        count = in.read(buffer);
      }
      frames.send(Frames.INPUT_END, buffer, 0);
    } catch (IOException e) {
      // The other side is gone, and the thread that receives says so.
    }
  }

  /** Whoever read our output stopped, as {@code head} does: nothing to complain of. */
  static final class ReaderGoneException extends IOException {
    private static final long serialVersionUID = 1;

    ReaderGoneException(IOException cause) {
      super(cause);
    }
  }
}
