package dev.patchbay.core.store;

import dev.patchbay.core.store.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes: whatever waits is run and made durable by one commit. */
final class Writer {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int QUEUE = 4_096;
  private static final long PROBE_MILLIS = 500;

  private final Path file;
  private final Session session;
  private final Space space;
  private final Consumer<StoreException> onFailure;
  private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(QUEUE);

  /** What a work's answer asks for on this very thread, which must not wait for itself. */
  private final Queue<Pending<?>> own = new ConcurrentLinkedQueue<>();

  private final Group group;
  private final Thread thread = new Thread(this::loop, "patchbay-store");

  /** Why nothing is written any more, or for now when it is {@link Kind#FULL}. */
  private volatile @Nullable StoreException refusal;

  private volatile boolean closing;
  private volatile boolean ended;

  Writer(Path file, Session session, Consumer<StoreException> onFailure) {
    this.file = file;
    this.session = session;
    this.space = new Space(session);
    this.group = new Group(file, session);
    this.onFailure = onFailure;
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, e) -> died(e));
  }

  void start() {
    thread.start();
  }

  boolean accepting() {
    return refusal == null && !closing;
  }

  boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  /**
   * Waits for a place in the queue, also when interrupted: an answer is owed to every work. The
   * writer's own thread never waits.
   */
  void submit(Pending<?> pending) {
    StoreException reason = closing ? StoreException.closed(file) : refusal;
    if (reason != null) {
      pending.refuse(reason);
      return;
    }
    if (isCurrentThread()) {
      own.add(pending);
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        queue.put(pending);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (ended) { // the thread may have looked into the queue for the last time before
      refuseWaiting(StoreException.closed(file));
    }
  }

  /** What waits is still written. */
  void close() throws SQLException {
    closing = true;
    queue.offer(new Pending<>(tx -> true)); // so that the thread looks at once
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    refuseWaiting(StoreException.closed(file));
    session.close();
  }

  private void loop() {
    while (!closing || !queue.isEmpty() || !own.isEmpty()) {
      Pending<?> first = next();
      StoreException reason = refusal;
      if (first == null) {
        probe();
      } else if (reason == null) {
        write(first);
      } else {
        first.refuse(reason);
      }
    }
    ended = true;
    refuseWaiting(StoreException.closed(file));
  }

  /** Nobody interrupts this thread: works run here, and nothing else. */
  private @Nullable Pending<?> next() {
    Pending<?> mine = own.poll();
    if (mine != null) {
      return mine;
    }
    try {
      return queue.poll(PROBE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return null;
    }
  }

  private void write(Pending<?> first) {
    try {
      group.begin(first);
    } catch (SQLException e) {
      abandon(e, StoreException.kindOf(e) == Kind.LOCKED);
      return;
    }
    try {
      group.write(queue);
    } catch (SQLException e) {
      abandon(e, false);
      return;
    }
    group.answer();
  }

  private void abandon(SQLException e, boolean goOn) {
    StoreException reason = StoreException.of(file, e);
    if (!goOn) {
      refusal = reason;
    }
    group.refuse(reason);
    if (goOn) {
      LOG.warn("{}", reason.getMessage());
    } else if (reason.kind() == Kind.FULL) {
      LOG.error("{}", reason.getMessage());
    } else {
      LOG.error("Writing to the database has failed; nothing more is written", reason);
      onFailure.accept(reason);
    }
  }

  private void probe() {
    StoreException reason = refusal;
    if (reason != null && reason.kind() == Kind.FULL && space.isThere()) {
      refusal = null;
      LOG.info("There is space again for the database {}; going on", file);
    }
  }

  private void died(Throwable e) {
    StoreException reason =
        new StoreException(Kind.IO, "The writer of the database %s died".formatted(file), e);
    refusal = reason;
    ended = true;
    LOG.error("{}", reason.getMessage(), e);
    onFailure.accept(reason);
    group.refuse(reason);
    refuseWaiting(reason);
  }

  private void refuseWaiting(StoreException reason) {
    for (Pending<?> next = own.poll(); next != null; next = own.poll()) {
      next.refuse(reason);
    }
    for (Pending<?> next = queue.poll(); next != null; next = queue.poll()) {
      next.refuse(reason);
    }
  }
}
