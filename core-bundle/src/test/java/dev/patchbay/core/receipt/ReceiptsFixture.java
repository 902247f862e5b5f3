package dev.patchbay.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.Artifact;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.JobContext;
import dev.patchbay.api.event.JobError;
import dev.patchbay.api.event.JobResult;
import dev.patchbay.api.event.ReceiptWritten;
import dev.patchbay.api.event.Trigger;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.store.Store;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A home that writes receipts into one repository. */
final class ReceiptsFixture implements AutoCloseable {
  static final String REF = "refs/notes/patchbay/receipts";
  final Store store;
  final EventLog log;
  final Repositories repositories = new Repositories();
  final Repo repo;
  final Receipts receipts;
  final GitFixture git;

  ReceiptsFixture(Path home, Path repository, String chain) {
    store = Store.open(home.resolve(chain + ".db"), List.of(EventLog.schema(), Receipts.schema()));
    log = new EventLog(store);
    log.start();
    git = new GitFixture(repository);
    repo = repositories.open(repository);
    receipts = new Receipts(store, log, repositories, chain);
  }

  ReceiptsFixture start() {
    receipts.start();
    return this;
  }

  String write(String run, String commit) {
    return write(draft(run, "verify", commit, "succeeded"));
  }

  /** The receipts of so many runs, in one transaction. */
  List<String> write(int from, int until, String commit) {
    return store.write(
        tx -> {
          List<String> ids = new ArrayList<>();
          for (int i = from; i < until; i++) {
            ids.add(receipts.write(tx, draft("run-" + i, "verify", commit, "succeeded")));
          }
          return ids;
        });
  }

  String write(ReceiptDraft draft) {
    return store.write(tx -> receipts.write(tx, draft));
  }

  ReceiptDraft draft(String run, String job, String commit, String status) {
    return new ReceiptDraft(
        run,
        job,
        repo.name(),
        commit,
        status,
        Instant.parse("2026-01-01T00:00:00Z"),
        new JobResult(
            status.equals("succeeded"),
            Duration.ofMillis(1234),
            List.of(new Artifact("target/app.jar", 3, "ab")),
            Map.of("task", Map.of("n", 1)),
            List.of("logs/x.log")),
        new JobContext(
            repo.name(),
            repo.path().toString(),
            "main",
            commit,
            "",
            new Trigger("push", "e1"),
            "test",
            false,
            List.of("t"),
            5,
            "",
            "host",
            1),
        new JobError("", ""),
        List.of(new ReceiptDraft.Level("build", List.of(Map.of("id", "compile")), List.of())),
        new ReceiptDraft.About("", "v1", ""));
  }

  void awaitNoted() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(receipts.pending(repo.name())).isZero());
  }

  /** What the real git shows, without blank lines. */
  List<String> shown(String ref, String commit) {
    return git.run("notes", "--ref", ref, "show", commit)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  List<ReceiptWritten> told() {
    List<ReceiptWritten> told = new ArrayList<>();
    for (Event event : log.read(0, 100_000)) {
      if (event instanceof ReceiptWritten written) {
        told.add(written);
      }
    }
    return told;
  }

  static String sha256(String line) {
    try {
      return "sha256:"
          + HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(line.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    receipts.close();
    repositories.close();
    store.close();
  }
}
