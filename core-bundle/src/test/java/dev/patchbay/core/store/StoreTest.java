package dev.patchbay.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StoreTest {
  static final Schema NOTES =
      new Schema(
          "notes",
          List.of("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT UNIQUE, at INTEGER)"));

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path file;
  private Store store;

  @Before
  public void open() {
    file = folder.getRoot().toPath().resolve("state/patchbay.db");
    store = Store.open(file, List.of(NOTES));
  }

  @After
  public void close() {
    store.close();
  }

  @Test
  public void whatWasWrittenIsReadAlsoAfterReopening() {
    long id = store.write(tx -> tx.insert("INSERT INTO note (text) VALUES (?)", "one"));
    assertThat(texts(store)).containsExactly("one");
    store.close();
    store = Store.open(file, List.of(NOTES));
    assertThat(texts(store)).containsExactly("one");
    assertThat(id).isEqualTo(1);
  }

  @Test
  public void timesDurationsAndAbsentValuesAreStoredAsPromised() {
    Instant time = Instant.parse("2026-01-02T03:04:05.678Z");
    store.change(tx -> tx.update("INSERT INTO note (text, at) VALUES (?, ?)", null, time));
    store.change(
        tx -> tx.update("INSERT INTO note (text, at) VALUES (?, ?)", true, Duration.ofSeconds(2)));
    List<Long> times =
        store.read(tx -> tx.list("SELECT at FROM note ORDER BY id", r -> r.getLong(1)));
    assertThat(times).containsExactly(time.toEpochMilli(), 2000L);
    Optional<Integer> absent =
        store.read(tx -> tx.first("SELECT id FROM note WHERE text IS NULL", r -> r.getInt(1)));
    assertThat(absent).contains(1);
  }

  @Test
  public void failedWorkTakesOnlyItselfBack() {
    CountDownLatch hold = new CountDownLatch(1);
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    answers.add(later("first", () -> await(hold))); // so that the others come into one group
    answers.add(later("second", () -> {}));
    answers.add(
        later(
            "undone",
            () -> {
              throw new IllegalArgumentException("no");
            }));
    answers.add(later("second", () -> {})); // breaks the constraint
    answers.add(later("third", () -> {}));
    hold.countDown();

    assertThatThrownBy(() -> answers.get(2).join()).hasMessageContaining("no");
    assertThatThrownBy(() -> answers.get(3).join())
        .cause()
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.STATEMENT));
    answers.get(4).join();
    assertThat(texts(store)).containsExactly("first", "second", "third");
  }

  @Test
  public void workThatThrowsIsUndoneAndItsExceptionComesOut() {
    IllegalStateException mine = new IllegalStateException("mine");
    assertThatThrownBy(
            () ->
                store.change(
                    tx -> {
                      tx.insert("INSERT INTO note (text) VALUES ('x')");
                      throw mine;
                    }))
        .isSameAs(mine);
    assertThat(texts(store)).isEmpty();
    assertThat(store.accepting()).isTrue();
  }

  @Test
  public void manyProducersAreWrittenInFewCommitsAndAllAreThere() throws Exception {
    AtomicInteger followed = new AtomicInteger();
    List<Thread> producers = new ArrayList<>();
    for (int p = 0; p < 16; p++) {
      int producer = p;
      producers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 200; i++) {
                      String text = producer + "/" + i;
                      store.change(
                          tx -> {
                            tx.update("INSERT INTO note (text) VALUES (?)", text);
                            tx.afterCommit(followed::incrementAndGet);
                          });
                    }
                  }));
    }
    for (Thread producer : producers) {
      producer.join();
    }
    assertThat(texts(store)).hasSize(16 * 200);
    assertThat(followed).hasValue(16 * 200);
  }

  @Test
  public void whatFollowsACommitDoesNotRunWhenTheWorkWasUndone() {
    AtomicInteger followed = new AtomicInteger();
    assertThatThrownBy(
            () ->
                store.change(
                    tx -> {
                      tx.afterCommit(followed::incrementAndGet);
                      tx.update("INSERT INTO nowhere VALUES (1)");
                    }))
        .isInstanceOf(StoreException.class);
    store.change(tx -> tx.afterCommit(followed::incrementAndGet));
    assertThat(followed).hasValue(1);
  }

  @Test
  public void whatSeveralWorksOfAGroupAskForRunsOnceAfterTheLast() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Runnable wake = () -> order.add("wake");
    CountDownLatch hold = new CountDownLatch(1);
    CompletableFuture<Integer> first = later("held", () -> await(hold));
    List<CompletableFuture<Boolean>> answers = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      answers.add(
          store.writeLater(
              tx -> {
                tx.afterCommit(() -> order.add(name));
                tx.afterCommit(wake);
                return true;
              }));
    }
    hold.countDown();
    first.join();
    answers.forEach(CompletableFuture::join);
    assertThat(order).containsExactly("a", "b", "wake");
  }

  @Test
  public void rowsAreTakenUntilThereAreEnough() {
    store.change(tx -> tx.update("INSERT INTO note (text) VALUES ('a'), ('b'), ('c')"));
    List<String> taken = new ArrayList<>();
    store.read(
        tx -> {
          tx.each(
              "SELECT text FROM note ORDER BY id",
              row -> taken.add(row.getString(1)) && taken.size() < 2);
          return true;
        });
    assertThat(taken).containsExactly("a", "b");
  }

  @Test
  public void readerSeesOneSnapshotWhileOthersWrite() {
    store.read(
        tx -> {
          int before = tx.list("SELECT id FROM note", r -> r.getLong(1)).size();
          store.change(t -> t.update("INSERT INTO note (text) VALUES ('later')"));
          assertThat(tx.list("SELECT id FROM note", r -> r.getLong(1))).hasSize(before);
          return true;
        });
    assertThat(texts(store)).containsExactly("later");
  }

  @Test
  public void rowMayAskTheSameQuestionAgain() {
    store.change(tx -> tx.update("INSERT INTO note (text) VALUES ('a'), ('b')"));
    List<Integer> found =
        store.read(
            tx ->
                tx.list(
                    "SELECT text FROM note",
                    row -> tx.list("SELECT text FROM note", r -> r.getString(1)).size()));
    assertThat(found).containsExactly(2, 2);
  }

  @Test
  public void readingConnectionCannotWrite() {
    assertThatThrownBy(() -> store.read(tx -> tx.update("DELETE FROM note")))
        .isInstanceOf(StoreException.class);
  }

  @Test
  public void workThatWaitsForAnotherOneIsRefusedInsteadOfHanging() {
    assertThatThrownBy(() -> store.change(tx -> store.change(t -> {})))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  public void transactionIsOfNoUseAfterItsWork() {
    Tx leaked = store.write(tx -> tx);
    assertThatThrownBy(() -> leaked.update("DELETE FROM note"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  public void whatTheWriterItselfAsksForNeverWaitsForAPlaceInTheQueue() throws Exception {
    Thread producer =
        new Thread(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                CompletableFuture<Integer> unused = later("many", () -> {});
              }
            });
    producer.setDaemon(true);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Integer> asked =
        later("first", () -> await(go))
            .thenCompose(
                rows -> {
                  producer.start();
                  Awaitility.await().until(() -> producer.getState() == Thread.State.WAITING);
                  return later("of the writer's own", () -> {});
                });
    go.countDown();
    assertThat(asked.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    producer.join();
  }

  @Test
  public void closedStoreAnswersWhatWaitedAndRefusesTheRest() {
    CompletableFuture<Integer> waiting = later("waiting", () -> {});
    store.close();
    assertThat(waiting.join()).isEqualTo(1);
    assertThatThrownBy(() -> store.change(tx -> {})).hasMessageContaining("closed");
    assertThatThrownBy(() -> store.read(tx -> true)).hasMessageContaining("closed");
  }

  @Test
  public void interruptedCallerStillGetsItsAnswer() {
    Thread.currentThread().interrupt();
    store.change(tx -> tx.update("INSERT INTO note (text) VALUES ('kept')"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(texts(store)).containsExactly("kept");
  }

  @Test
  public void fileGivesFreePagesBackAndIsSyncedAtEachCommit() {
    assertThat(setting("auto_vacuum")).isEqualTo("2");
    assertThat(setting("journal_mode")).isEqualTo("wal");
    List<Integer> synchronous = store.write(tx -> tx.list("PRAGMA synchronous", r -> r.getInt(1)));
    assertThat(synchronous).containsExactly(2);
  }

  @Test
  public void whatAKilledDaemonLeftInTheTemporaryFolderIsRemoved() throws Exception {
    store.close();
    Path left = Files.writeString(file.resolveSibling("tmp").resolve("libsqlite.so"), "x");
    store = Store.open(file, List.of(NOTES));
    assertThat(left).doesNotExist();
    assertThat(System.getProperty("org.sqlite.tmpdir"))
        .isEqualTo(file.resolveSibling("tmp").toString());
  }

  private CompletableFuture<Integer> later(String text, Runnable then) {
    return store.writeLater(
        tx -> {
          int rows = tx.update("INSERT INTO note (text) VALUES (?)", text);
          then.run();
          return rows;
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String setting(String name) {
    return store.read(tx -> tx.list("PRAGMA " + name, r -> r.getString(1))).getFirst();
  }

  static List<String> texts(Store store) {
    return store.read(StoreTest::texts);
  }

  private static List<String> texts(Tx tx) throws SQLException {
    return tx.list("SELECT text FROM note ORDER BY id", row -> row.getString(1));
  }
}
