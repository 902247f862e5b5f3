package dev.patchbay.core.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A few connections that read, each a snapshot at a time; writing does not hold them up. */
final class Readers {
  private static final int CONNECTIONS = 4;

  private final Path file;
  private final Database database;
  private final Semaphore free = new Semaphore(CONNECTIONS, true);
  private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(Path file, Database database) {
    this.file = file;
    this.database = database;
  }

  <T extends @Nullable Object> T read(Work<T> work) {
    free.acquireUninterruptibly();
    try {
      if (closed) {
        throw StoreException.closed(file);
      }
      Session kept = idle.pollFirst();
      Session session = kept == null ? database.reader() : kept;
      try {
        return snapshot(session, work);
      } finally {
        idle.addFirst(session);
      }
    } catch (SQLException e) {
      throw StoreException.of(file, e);
    } finally {
      free.release();
    }
  }

  private static <T extends @Nullable Object> T snapshot(Session session, Work<T> work)
      throws SQLException {
    session.execute("BEGIN");
    Tx tx = new Tx(session);
    try {
      return work.in(tx);
    } finally {
      tx.end();
      session.rollback();
    }
  }

  void close() throws SQLException {
    closed = true;
    free.acquireUninterruptibly(CONNECTIONS);
    try {
      for (Session session = idle.poll(); session != null; session = idle.poll()) {
        session.close();
      }
    } finally {
      free.release(CONNECTIONS);
    }
  }
}
