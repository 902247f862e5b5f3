package dev.patchbay.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.core.store.StoreException.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

public class FailedSyncTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final AtomicBoolean failing = new AtomicBoolean();

  @Test
  public void failedSyncIsToldAndNothingIsWrittenAfterIt() throws Exception {
    Path file = folder.getRoot().toPath().resolve("patchbay.db");
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    Session session = new Session(failing(source.getConnection()));
    session.script("CREATE TABLE note (id INTEGER)");
    CompletableFuture<StoreException> failure = new CompletableFuture<>();
    Writer writer = new Writer(file, session, failure::complete);
    writer.start();

    failing.set(true);
    assertThatThrownBy(() -> insert(writer).join()).hasMessageContaining("check the disk");
    assertThat(failure.join().kind()).isEqualTo(Kind.IO);
    assertThat(writer.accepting()).isFalse();
    failing.set(false);
    assertThatThrownBy(() -> insert(writer).join()).hasCause(failure.join());
    writer.close();
  }

  private static CompletableFuture<Integer> insert(Writer writer) {
    Pending<Integer> pending = new Pending<>(tx -> tx.update("INSERT INTO note VALUES (1)"));
    writer.submit(pending);
    return pending.answer();
  }

  /** The real connection, but for a commit that says what SQLite says when an fsync fails. */
  private Connection failing(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> {
              if (failing.get() && args != null && args[0].equals("COMMIT")) {
                throw new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
              }
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
