package dev.patchbay.core.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database of a home. Works that wait at the same time are made durable by one commit; each
 * runs in a savepoint of its own, so one that throws takes only itself back.
 */
public final class Store implements AutoCloseable {
  private final Path file;
  private final Readers readers;
  private final Writer writer;
  private final CompletableFuture<StoreException> failure;

  private Store(
      Path file, Readers readers, Writer writer, CompletableFuture<StoreException> failure) {
    this.file = file;
    this.readers = readers;
    this.writer = writer;
    this.failure = failure;
  }

  /** Refuses what is damaged, newer, or locked, and leaves it as it is. */
  public static Store open(Path file, List<Schema> schemas) {
    Path path = file.toAbsolutePath();
    Database database = new Database(path);
    database.prepare();
    Migrations migrations =
        new Migrations(path, Stream.concat(Stream.of(Space.SCHEMA), schemas.stream()).toList());
    try {
      database.examine(migrations);
      Session session = database.writer();
      try {
        migrations.apply(session);
      } catch (SQLException | RuntimeException e) {
        session.close();
        throw e;
      }
      CompletableFuture<StoreException> failure = new CompletableFuture<>();
      Writer writer = new Writer(path, session, failure::complete);
      writer.start();
      return new Store(path, new Readers(path, database), writer, failure);
    } catch (SQLException e) {
      throw StoreException.of(path, e);
    }
  }

  public Path file() {
    return file;
  }

  /** Returns when the work is durable; what the work throws comes out here, and it is undone. */
  public <T extends @Nullable Object> T write(Work<T> work) {
    if (writer.isCurrentThread()) {
      throw new IllegalStateException("A work must not wait for another one");
    }
    return await(writeLater(work));
  }

  /** Waits for a work that was to be written later; what it threw is thrown here. */
  public <T extends @Nullable Object> T await(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** The same for a work without a result. */
  public void change(Change change) {
    this.<Boolean>write(
        tx -> {
          change.in(tx);
          return true;
        });
  }

  /** Answers once the work is durable, on the writer thread: what depends on it must not block. */
  public <T extends @Nullable Object> CompletableFuture<T> writeLater(Work<T> work) {
    Pending<T> pending = new Pending<>(work);
    writer.submit(pending);
    return pending.answer();
  }

  /** Sees what was durable when it began, and nothing later. */
  public <T extends @Nullable Object> T read(Work<T> work) {
    return readers.read(work);
  }

  /** False while the disk is full, and for good after a failure. */
  public boolean accepting() {
    return writer.accepting();
  }

  /**
   * Told once when a commit or fsync has failed, also one that failed before: what is on disk is
   * not known then, and the daemon is to end itself and to recover at its next start.
   */
  public void onFailure(Consumer<StoreException> listener) {
    CompletableFuture<Void> unused = failure.thenAccept(listener);
  }

  /** What waits is still written. */
  @Override
  public void close() {
    try {
      try {
        readers.close();
      } finally {
        writer.close();
      }
    } catch (SQLException e) {
      throw StoreException.of(file, e);
    }
  }
}
