package dev.patchbay.core.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A work that waits for its turn, then for the commit of its group. */
final class Pending<T extends @Nullable Object> {
  private final Work<T> work;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private List<Runnable> afterCommit = List.of();
  private Runnable onCommit = () -> {};

  Pending(Work<T> work) {
    this.work = work;
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  /** Runs the work in a savepoint of its own; an exception from here spoils the whole group. */
  void run(Session session, Path file) throws SQLException {
    session.execute("SAVEPOINT work");
    Tx tx = new Tx(session);
    try {
      T value = work.in(tx);
      afterCommit = tx.end();
      onCommit = () -> answer.complete(value);
    } catch (SQLException e) {
      if (StoreException.kindOf(e) != StoreException.Kind.STATEMENT) {
        throw e;
      }
      undo(session, StoreException.of(file, e));
    } catch (RuntimeException | Error e) {
      undo(session, e);
    } finally {
      tx.end();
    }
    session.execute("RELEASE work");
  }

  private void undo(Session session, Throwable reason) throws SQLException {
    onCommit = () -> answer.completeExceptionally(reason);
    session.execute("ROLLBACK TO work");
  }

  List<Runnable> afterCommit() {
    return afterCommit;
  }

  void committed() {
    onCommit.run();
  }

  void refuse(StoreException reason) {
    answer.completeExceptionally(reason);
  }
}
