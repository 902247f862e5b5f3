package dev.patchbay.core.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import dev.patchbay.api.query.Page;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.api.query.ReceiptFilter;
import dev.patchbay.core.framework.Said;
import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.store.TableAside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Receipts in a real repository, looked at with the real git. */
public class ReceiptsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private ReceiptsFixture home;
  private String first;
  private String second;

  @Before
  public void makeARepository() {
    GitFixture git = GitFixture.bare(at("app.git"));
    first = git.commitObject("first");
    second = git.commitObject("second", first);
    git.run("update-ref", "refs/heads/main", second);
    home = open("home");
  }

  @After
  public void close() {
    home.close();
  }

  private Path at(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private ReceiptsFixture open(String chain) {
    return new ReceiptsFixture(folder.getRoot().toPath(), at("app.git"), chain);
  }

  private List<String> shown(String commit) {
    return home.shown(ReceiptsFixture.REF, commit);
  }

  private static Map<String, Object> json(String line) {
    return ReceiptLine.parse(line).orElseThrow().receipt().json();
  }

  @Test
  public void aReceiptIsOneLineOfJsonInTheNoteOfItsCommit() {
    home.start();
    String id = home.write("run-1", first);
    home.awaitNoted();
    assertThat(shown(first)).hasSize(1);
    Map<String, Object> json = json(shown(first).getFirst());
    assertThat(json)
        .containsEntry("id", id)
        .containsEntry("job", "verify")
        .containsEntry("repository", "app")
        .containsEntry("commit", first)
        .containsEntry("status", "succeeded")
        .containsEntry("timestamp", "2026-01-01T00:00:00Z")
        .containsEntry("chain", "home")
        .containsKeys("result", "context", "levels", "metadata")
        .doesNotContainKey("previous");
    assertThat(json.get("result"))
        .hasToString(
            "{ok=true, duration=1234, artifacts=[{path=target/app.jar, size=3, sha256=ab}],"
                + " data={task={n=1}}, logs=[logs/x.log]}");
    assertThat(shown(first).getFirst()).contains("\"principal\":null");
  }

  @Test
  public void eachReceiptNamesTheHashOfTheOneBefore() {
    home.start();
    home.write("run-1", first);
    home.write("run-2", second);
    home.write("run-3", first);
    home.awaitNoted();
    String one = shown(first).getFirst();
    String two = shown(second).getFirst();
    String three = shown(first).getLast();
    assertThat(json(two)).containsEntry("previous", ReceiptsFixture.sha256(one));
    assertThat(json(three)).containsEntry("previous", ReceiptsFixture.sha256(two));
    assertThat(home.receipts.verify(home.repo).findings()).isEmpty();
  }

  @Test
  public void aRunHasOneReceiptHoweverOftenItsEndIsRepeated() {
    String id = home.write("run-1", first);
    assertThat(home.write("run-1", first)).isEqualTo(id);
    home.start();
    home.awaitNoted();
    assertThat(shown(first)).hasSize(1);
    assertThat(home.told()).hasSize(1);
  }

  @Test
  public void itIsToldOnceAfterItIsInTheNote() {
    home.start();
    String id = home.write("run-1", first);
    await().until(() -> home.told().size() == 1);
    assertThat(shown(first)).hasSize(1);
    assertThat(home.told().getFirst())
        .satisfies(
            event -> {
              assertThat(event.receiptId()).isEqualTo(id);
              assertThat(event.run()).isEqualTo("run-1");
              assertThat(event.note()).isEqualTo(ReceiptsFixture.REF);
              assertThat(event.ref()).isEqualTo(first);
              assertThat(event.receipt()).containsEntry("id", id);
            });
  }

  @Test
  public void aLineNotedBeforeACrashIsNotNotedTwice() {
    home.write("run-1", first);
    String line = home.receipts.find("run-1").orElseThrow().line();
    home.git.run("notes", "--ref", ReceiptsFixture.REF, "append", "-m", line, first);
    home.close();
    home = open("home").start();
    home.awaitNoted();
    assertThat(shown(first)).containsExactly(line);
    assertThat(home.told()).hasSize(1);
  }

  @Test
  public void aRepositoryThatIsGoneKeepsItsReceiptsPending() throws IOException {
    Files.move(at("app.git"), at("away.git"));
    home.start();
    home.write("run-1", first);
    await().during(Duration.ofMillis(300)).until(() -> home.receipts.pending("app") == 1);
    Files.move(at("away.git"), at("app.git"));
    home.awaitNoted();
    assertThat(shown(first)).hasSize(1);
  }

  @Test
  public void aFullNoteMovesIntoBlocksAndNothingIsLost() {
    home.start();
    List<String> ids = home.write(0, 1_750, first);
    home.awaitNoted();
    assertThat(shown(first).size()).isBetween(1, 500);
    assertThat(home.shown(ReceiptsFixture.REF + "-1", first)).hasSize(500);
    assertThat(home.shown(ReceiptsFixture.REF + "-2", first)).hasSize(500);
    Set<String> noted = new HashSet<>();
    for (String ref : List.of("", "-1", "-2", "-3")) {
      if (!home.repo.ref(ReceiptsFixture.REF + ref).isEmpty()) {
        home.shown(ReceiptsFixture.REF + ref, first)
            .forEach(line -> noted.add((String) json(line).get("id")));
      }
    }
    assertThat(noted).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(home.receipts.verify(home.repo).findings()).isEmpty();
  }

  @Test
  public void aBlockOnceFullIsNeverWrittenAgain() {
    home.start();
    home.write(0, 501, first);
    home.awaitNoted();
    String block = home.repo.ref(ReceiptsFixture.REF + "-1");
    home.write(501, 1_001, first);
    home.awaitNoted();
    assertThat(home.repo.ref(ReceiptsFixture.REF + "-1")).isEqualTo(block);
    assertThat(shown(first)).hasSize(1);
  }

  @Test
  public void twoHomesWriteIntoOneRepositoryAtTheSameTime() {
    home.start();
    try (ReceiptsFixture other = open("other").start()) {
      for (int i = 0; i < 100; i++) {
        home.write("run-" + i, first);
        other.write("run-" + i, first);
      }
      home.awaitNoted();
      other.awaitNoted();
      assertThat(shown(first)).hasSize(200);
      assertThat(home.receipts.verify(home.repo).findings()).isEmpty();
      assertThat(other.receipts.verify(other.repo).findings()).isEmpty();
    }
  }

  @Test
  public void appendsOfTheCommandLineMeanwhileLoseNothing() {
    home.start();
    for (int i = 0; i < 60; i++) {
      home.write("run-" + i, first);
      home.git.run("notes", "--ref", ReceiptsFixture.REF, "append", "-m", "theirs " + i, first);
      home.receipts.notesChanged(home.repo);
    }
    home.awaitNoted();
    await()
        .untilAsserted(
            () ->
                assertThat(shown(first).stream().filter(l -> l.startsWith("{")).count())
                    .isEqualTo(60));
    assertThat(shown(first))
        .containsAll(IntStream.range(0, 60).mapToObj(i -> "theirs " + i).toList());
    assertThat(home.receipts.verify(home.repo).findings()).isEmpty();
  }

  @Test
  public void theIndexIsSearched() {
    home.write(home.draft("a", "verify", first, "succeeded"));
    home.write(home.draft("b", "deploy", first, "failed"));
    home.write(home.draft("c", "verify", second, "denied"));
    assertThat(runs(filter("verify", "", "", ""))).containsExactly("c", "a");
    assertThat(runs(filter("", first.substring(0, 8), "", ""))).containsExactly("b", "a");
    assertThat(runs(filter("", "", "main", "failed"))).containsExactly("b");
    assertThat(runs(filter("", "", "other", ""))).isEmpty();
    Instant then = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(runs(new ReceiptFilter("", "", "", "", then, then.plusMillis(1)))).hasSize(3);
    assertThat(runs(new ReceiptFilter("", "", "", "", Instant.MIN, then))).isEmpty();
    Page<Receipt> page = home.receipts.list(ReceiptFilter.ALL, "", 2);
    assertThat(page.items()).hasSize(2);
    assertThat(home.receipts.list(ReceiptFilter.ALL, page.next(), 2).items()).hasSize(1);
    assertThat(home.receipts.find("b").orElseThrow().status()).isEqualTo("failed");
  }

  private static ReceiptFilter filter(String job, String commit, String branch, String status) {
    return new ReceiptFilter(job, commit, branch, status, Instant.MIN, Instant.MAX);
  }

  private List<String> runs(ReceiptFilter filter) {
    return home.receipts.list(filter, "", 10).items().stream()
        .map(receipt -> ReceiptLine.parse(receipt.line()).orElseThrow().run())
        .toList();
  }

  @Test
  public void theIndexIsMadeAnewFromTheNotes() {
    home.start();
    home.write(0, 510, first);
    home.awaitNoted();
    try (ReceiptsFixture other = open("other")) {
      assertThat(other.receipts.reindex(other.repo)).isEqualTo(510);
      assertThat(other.receipts.list(ReceiptFilter.ALL, "", 1_000).items()).hasSize(510);
      assertThat(other.receipts.find("run-3")).isPresent();
    }
    assertThat(home.receipts.reindex(home.repo)).isEqualTo(510);
    assertThat(home.receipts.list(ReceiptFilter.ALL, "", 1_000).items()).hasSize(510);
  }

  @Test
  public void theIndexMissesNothingWhileItIsMadeAnew() throws Exception {
    home.start();
    home.write(0, 200, first);
    home.awaitNoted();
    AtomicBoolean enough = new AtomicBoolean();
    Thread again =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!enough.get()) {
                    home.receipts.reindex(home.repo);
                  }
                });
    try {
      for (int run = 200; run < 300; run++) {
        home.write("run-" + run, first);
        for (int known = 0; known <= run; known += 20) {
          assertThat(home.receipts.find("run-" + known)).as("run-%s", known).isPresent();
        }
      }
      home.awaitNoted();
    } finally {
      enough.set(true);
      again.join();
    }
    assertThat(home.receipts.list(ReceiptFilter.ALL, "", 1_000).items()).hasSize(300);
  }

  @Test
  public void theOnlyReceiptIsStillThereAfterwards() {
    home.start();
    home.write("run-0", first);
    home.awaitNoted();
    assertThat(home.receipts.reindex(home.repo)).isEqualTo(1);
    assertThat(home.receipts.find("run-0")).isPresent();
  }

  @Test
  public void whatNoNoteHasIsNoLongerInTheIndex() {
    home.start();
    home.write(0, 2, first);
    home.write("run-2", second);
    home.awaitNoted();
    home.git.run("notes", "--ref", ReceiptsFixture.REF, "remove", second);
    assertThat(home.receipts.reindex(home.repo)).isEqualTo(2);
    assertThat(home.receipts.find("run-2")).isEmpty();
    assertThat(home.receipts.find("run-1")).isPresent();
  }

  @Test
  public void textOfAnyKindStaysOnOneLine() {
    home.start();
    String odd = "line\nbreak\r \u2028 \u0085 ü \ud800 \"quoted\"";
    home.write(home.draft("run-1", odd, first, "succeeded"));
    home.write("run-2", first);
    home.awaitNoted();
    assertThat(shown(first)).hasSize(2);
    assertThat(home.receipts.verify(home.repo).findings()).isEmpty();
  }

  @Test
  public void aRepositoryThatIsGoneKeepsItsIndex() throws IOException {
    home.start();
    home.write("run-1", first);
    home.awaitNoted();
    Files.move(at("app.git"), at("away.git"));
    assertThatThrownBy(() -> home.receipts.reindex(home.repo)).hasMessageContaining("is gone");
    assertThat(home.receipts.find("run-1")).isPresent();
  }

  @Test
  public void receiptsThatCouldNotBeReadAreNotedLater() {
    home.start();
    try (Said said = Said.by(ReceiptWriter.class, Level.WARN)) {
      TableAside.during(
          home.store,
          "receipt",
          () -> {
            home.receipts.notesChanged(home.repo);
            await().until(() -> said.has("receipts of all repositories wait"));
          });
    }
    home.write("run-1", first);
    home.awaitNoted();
    assertThat(shown(first)).hasSize(1);
  }

  @Test
  public void whatSomebodyOverwroteIsPutBackHoweverLongThatFails() {
    home.git.run("notes", "--ref", ReceiptsFixture.REF, "add", "-m", "theirs", second);
    String before = home.repo.ref(ReceiptsFixture.REF);
    home.start();
    home.write("run-1", first);
    home.awaitNoted();
    // As `git notes append` leaves it that read the note before the receipt was in it.
    String message = "Notes added by 'git notes append'";
    String theirs = home.git.run("commit-tree", before + "^{tree}", "-p", before, "-m", message);
    try (Said said = Said.by(ReceiptWriter.class, Level.WARN)) {
      TableAside.during(
          home.store,
          "receipt_head",
          () -> {
            home.git.run("update-ref", ReceiptsFixture.REF, theirs);
            home.receipts.notesChanged(home.repo);
            await().until(() -> said.has("receipts of app wait"));
          });
    }
    await()
        .untilAsserted(() -> assertThat(home.repo.ref(ReceiptsFixture.REF)).isNotEqualTo(theirs));
    assertThat(shown(first)).hasSize(1);
    assertThat(shown(second)).containsExactly("theirs");
  }
}
