package dev.patchbay.core.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transaction as a {@link Work} sees it; valid until that returns. Arguments may be text,
 * numbers, bytes, booleans (0/1), enums (by name), paths, instants and durations (milliseconds).
 */
public final class Tx {
  private final Session session;
  private final List<Runnable> afterCommit = new ArrayList<>(1);
  private boolean open = true;

  Tx(Session session) {
    this.session = session;
  }

  /** How many rows were inserted, changed or deleted. */
  public int update(String sql, @Nullable Object... args) throws SQLException {
    return session().update(sql, args);
  }

  /** The rowid of the inserted row. */
  public long insert(String sql, @Nullable Object... args) throws SQLException {
    session().update(sql, args);
    return session().list("SELECT last_insert_rowid()", row -> row.getLong(1)).getFirst();
  }

  public <T> List<T> list(String sql, Row<T> row, @Nullable Object... args) throws SQLException {
    return session().list(sql, row, args);
  }

  /** For results that are too large to be held at once. */
  public void each(String sql, Rows rows, @Nullable Object... args) throws SQLException {
    session().each(sql, rows, args);
  }

  public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... args)
      throws SQLException {
    return list(sql, row, args).stream().findFirst();
  }

  /** Gives up to so many free pages of the file back to the disk. */
  public void shrink(int pages) throws SQLException {
    session().script("PRAGMA incremental_vacuum(" + pages + ")");
  }

  /**
   * Runs on the writer thread once all this is durable, not at all when it is undone; must not
   * block. What several works of one group ask for runs once, after the last of them.
   */
  public void afterCommit(Runnable then) {
    session();
    afterCommit.add(then);
  }

  private Session session() {
    if (!open) {
      throw new IllegalStateException("A transaction was used after its work had returned");
    }
    return session;
  }

  List<Runnable> end() {
    open = false;
    return afterCommit;
  }
}
