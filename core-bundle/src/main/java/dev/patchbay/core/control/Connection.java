package dev.patchbay.core.control;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: a thread that reads, one that writes, and one for the command. */
final class Connection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int CAPACITY = 1 << 20;
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final int LOST = 1;

  private final SocketChannel channel;
  private final Handler handler;
  private final Outbox outbox;
  private final Thread command;
  private volatile boolean ended;

  Connection(SocketChannel channel, Handler handler, Duration patience) {
    this.channel = channel;
    this.handler = handler;
    this.outbox = new Outbox(CAPACITY, patience);
    this.command = Thread.ofPlatform().daemon().name("command").unstarted(this::converse);
  }

  void start() {
    command.start();
  }

  private void converse() {
    try (channel) {
      Request request = Frame.read(channel).request();
      Thread.ofVirtual().name("control-writer").start(this::write);
      PipedInputStream input = new PipedInputStream(1 << 16);
      PipedOutputStream typed = new PipedOutputStream(input);
      Conversation conversation = new Conversation(request, input, outbox, command::interrupt);
      Thread.ofPlatform().daemon().name("control-reader").start(() -> read(conversation, typed));
      answer(conversation, input);
      outbox.drain(LAST_WORDS);
    } catch (IOException e) {
      LOG.debug("connection ended: {}", e.getMessage());
    } catch (InterruptedException e) {
      LOG.debug("connection ended while its last words were sent");
    } finally {
      outbox.close();
    }
  }

  private void answer(Conversation conversation, PipedInputStream input) throws IOException {
    int exit = LOST;
    try {
      exit = handler.handle(conversation);
    } catch (InterruptedException e) {
      exit = conversation.cancelled() ? 130 : LOST;
    }
    ended = true;
    // A cancel that came late must not cut off the exit code.
    boolean late = Thread.interrupted();
    conversation.out().flush();
    conversation.err().flush();
    outbox.put(Frame.exit(exit));
    input.close();
    LOG.trace("ended with {}, late cancel: {}", exit, late);
  }

  /** What comes in while the command runs. Its end is the client's: the command is interrupted. */
  private void read(Conversation conversation, PipedOutputStream typed) {
    try (typed) {
      while (true) {
        Frame frame = Frame.read(channel);
        switch (frame.kind()) {
          case Frame.INPUT -> {
            typed.write(frame.bytes().array(), 0, frame.bytes().remaining());
            typed.flush();
          }
          case Frame.INPUT_END -> typed.close();
          case Frame.CANCEL -> conversation.cancel();
          default -> LOG.debug("a frame of kind {} that nobody knows", frame.kind());
        }
      }
    } catch (IOException e) {
      outbox.close();
      if (!ended) {
        command.interrupt();
      }
    }
  }

  private void write() {
    try {
      ByteBuffer frame = outbox.take();
      while (frame != null) {
        int length = frame.remaining();
        while (frame.hasRemaining()) {
          channel.write(frame);
        }
        outbox.sent(length);
        frame = outbox.take();
      }
    } catch (IOException e) {
      outbox.close();
    } catch (InterruptedException e) {
      LOG.trace("writer ended");
    }
  }

  @Override
  public void close() {
    outbox.close();
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("cannot close a connection: {}", e.getMessage());
    }
  }
}
