package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.core.store.Change;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.sqlite.SQLiteDataSource;

public class JournalTest {
  private static final Schema STEPS =
      new Schema(
          "steps", List.of("CREATE TABLE step (name TEXT); CREATE TABLE ballast (bytes BLOB)"));

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void nothingIsWrittenAfterStepsThatTheFullDiskRefused() throws Exception {
    Path file = folder.getRoot().toPath().resolve("patchbay.db");
    try (Store store = Store.open(file, List.of(STEPS))) {
      Journal journal = new Journal(store);
      journal.add(step("first"));
      journal.commit();
      fill(store);
      journal.add(step("second"));
      journal.flush();
      empty(file);
      await().until(store::accepting);

      journal.add(step("third"));
      assertThatThrownBy(journal::commit).isInstanceOf(StoreException.class);
      assertThat(steps(store)).containsExactly("first");
    }
  }

  @Test
  public void nothingIsWrittenAfterStepsThatTheSameCommitCouldNotTake() throws Exception {
    Path file = folder.getRoot().toPath().resolve("patchbay.db");
    try (Store store = Store.open(file, List.of(STEPS))) {
      CompletableFuture<Boolean> both = new CompletableFuture<>();
      var unused =
          store.writeLater(tx -> both.completeOnTimeout(false, 10, TimeUnit.SECONDS).join());
      Journal journal = new Journal(store);
      journal.add(tx -> tx.update("INSERT INTO step VALUES (nothing)"));
      journal.flush();
      journal.add(step("after"));
      CompletableFuture<Void> commit = new CompletableFuture<>();
      Thread thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      journal.commit();
                      commit.complete(null);
                    } catch (IOException | RuntimeException e) {
                      commit.completeExceptionally(e);
                    }
                  });
      await().until(() -> thread.getState() == Thread.State.WAITING);
      both.complete(true);

      assertThatThrownBy(commit::get).hasMessageContaining("before");
      assertThat(steps(store)).isEmpty();
    }
  }

  @Test
  public void whatIsDoneMeanwhileFailsAfterTheStepsAreDurable() throws Exception {
    Path file = folder.getRoot().toPath().resolve("patchbay.db");
    try (Store store = Store.open(file, List.of(STEPS))) {
      Journal journal = new Journal(store);
      journal.add(step("first"));
      journal.meanwhile(
          () -> {
            throw new IOException("no space");
          });
      assertThatThrownBy(journal::commit).isInstanceOf(IOException.class).hasMessage("no space");
      assertThat(steps(store)).containsExactly("first");

      journal.add(step("second"));
      journal.commit();
      assertThat(steps(store)).containsExactly("first", "second");
    }
  }

  private static List<String> steps(Store store) {
    return store.read(tx -> tx.list("SELECT name FROM step", row -> row.getString(1)));
  }

  private static Change step(String name) {
    return tx -> tx.update("INSERT INTO step VALUES (?)", name);
  }

  private static void fill(Store store) {
    store.change(tx -> tx.update("INSERT INTO ballast VALUES (zeroblob(2000000))"));
    store.<List<Integer>>write(tx -> tx.list("PRAGMA max_page_count = 540", r -> r.getInt(1)));
    assertThatThrownBy(
            () -> store.change(tx -> tx.update("INSERT INTO ballast VALUES (zeroblob(1000000))")))
        .isInstanceOf(StoreException.class);
    assertThat(store.accepting()).isFalse();
  }

  private static void empty(Path file) throws Exception {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    try (Connection other = source.getConnection();
        Statement statement = other.createStatement()) {
      statement.executeUpdate("DELETE FROM ballast");
    }
  }
}
