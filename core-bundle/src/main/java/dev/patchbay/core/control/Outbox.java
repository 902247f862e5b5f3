package dev.patchbay.core.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client. A command waits here while its client does not read, for a
 * while and on its own thread; then the client is given up. Nobody else ever waits for it.
 */
final class Outbox {
  private final int capacity;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean closed;

  Outbox(int capacity, Duration patience) {
    this.capacity = capacity;
    this.patience = patience;
  }

  /** Adds a frame; fails when the client is gone or has not read for too long. */
  void put(ByteBuffer frame) throws IOException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!closed && bytes > 0 && bytes + frame.remaining() > capacity) {
        int before = bytes;
        if (left <= 0) {
          close();
          throw new IOException("the client does not read");
        }
        left = changed.awaitNanos(left);
        // Slow is not dead: patience begins anew with each byte that is taken.
        left = bytes < before ? patience.toNanos() : left;
      }
      if (closed) {
        throw new IOException("the client is gone");
      }
      waiting.add(frame);
      bytes += frame.remaining();
      changed.signalAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the client does not read", e);
    } finally {
      lock.unlock();
    }
  }

  /** The next frame, or null when the box was closed. */
  @Nullable ByteBuffer take() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      return closed ? null : waiting.peek();
    } finally {
      lock.unlock();
    }
  }

  /** The frame that {@link #take()} gave was sent. */
  void sent(int length) {
    lock.lock();
    try {
      waiting.poll();
      bytes -= length;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all is sent, so that an exit code is not cut off by the end of a connection. */
  void drain(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!waiting.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
