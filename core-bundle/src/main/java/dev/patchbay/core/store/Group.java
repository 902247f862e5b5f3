package dev.patchbay.core.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works that are made durable by one commit. */
final class Group {
  private static final Logger LOG = LoggerFactory.getLogger(Group.class);
  private static final int MOST = 1_024;

  /** A group that has run for so long is committed, however many still wait. */
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Path file;
  private final Session session;
  private final List<Pending<?>> works = new ArrayList<>();

  Group(Path file, Session session) {
    this.file = file;
    this.session = session;
  }

  /** Begins anew; refused, with nothing lost, while another program holds the lock. */
  void begin(Pending<?> first) throws SQLException {
    works.clear();
    works.add(first);
    session.execute("BEGIN IMMEDIATE");
  }

  /** Runs the first and whatever waits, then commits; an exception has undone all of it. */
  void write(Queue<Pending<?>> waiting) throws SQLException {
    try {
      long end = System.nanoTime() + NANOS;
      works.getFirst().run(session, file);
      while (works.size() < MOST && System.nanoTime() < end) {
        Pending<?> next = waiting.poll();
        if (next == null) {
          break;
        }
        works.add(next);
        next.run(session, file);
      }
      session.execute("COMMIT");
    } catch (SQLException e) {
      session.rollback();
      throw e;
    }
  }

  /** What follows the commit is done before anybody gets an answer. */
  void answer() {
    Set<Runnable> afterCommit = new LinkedHashSet<>();
    for (Pending<?> work : works) {
      for (Runnable then : work.afterCommit()) {
        afterCommit.remove(then); // it comes after the last who asked for it
        afterCommit.add(then);
      }
    }
    for (Runnable then : afterCommit) {
      try {
        then.run();
      } catch (RuntimeException e) {
        LOG.error("What was to follow a commit failed", e);
      }
    }
    works.forEach(Pending::committed);
  }

  void refuse(StoreException reason) {
    works.forEach(work -> work.refuse(reason));
  }
}
