package dev.patchbay.core.receipt;

import dev.patchbay.api.query.Page;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.api.query.ReceiptFilter;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of receipts, and of each chain's tip; the notes are the truth for all but the tip. */
final class ReceiptIndex {
  private final Store store;

  ReceiptIndex(Store store) {
    this.store = store;
  }

  static Schema schema() {
    return new Schema(
        "receipt",
        List.of(
            """
            CREATE TABLE receipt (
              sequence INTEGER PRIMARY KEY,
              id TEXT NOT NULL,
              run TEXT NOT NULL,
              repository TEXT NOT NULL,
              job TEXT NOT NULL,
              commit_id TEXT NOT NULL,
              branch TEXT NOT NULL,
              status TEXT NOT NULL,
              timestamp INTEGER NOT NULL,
              line TEXT NOT NULL,
              noted INTEGER NOT NULL,
              UNIQUE (id, repository)
            );
            CREATE INDEX receipt_pending ON receipt (repository, sequence) WHERE noted = 0;
            CREATE INDEX receipt_commit ON receipt (commit_id);
            CREATE INDEX receipt_job ON receipt (job, sequence);
            CREATE INDEX receipt_timestamp ON receipt (timestamp);
            CREATE TABLE receipt_tip (
              repository TEXT NOT NULL,
              chain TEXT NOT NULL,
              hash TEXT NOT NULL,
              PRIMARY KEY (repository, chain)
            ) WITHOUT ROWID;
            CREATE TABLE receipt_head (
              repository TEXT PRIMARY KEY,
              head TEXT NOT NULL
            ) WITHOUT ROWID;
            """));
  }

  /** A line that waits to be noted. */
  record Pending(long sequence, String id, String run, String commit, String line) {}

  static String tip(Tx tx, String repository, String chain) throws SQLException {
    return tx.first(
            "SELECT hash FROM receipt_tip WHERE repository = ? AND chain = ?",
            row -> row.getString(1),
            repository,
            chain)
        .orElse("");
  }

  static void tip(Tx tx, String repository, String chain, String hash) throws SQLException {
    tx.update(
        """
        INSERT INTO receipt_tip (repository, chain, hash) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET hash = excluded.hash""",
        repository,
        chain,
        hash);
  }

  /** False when the repository has a receipt of this id already. */
  static boolean add(Tx tx, String repository, String run, ReceiptLine line, boolean noted)
      throws SQLException {
    Receipt receipt = line.receipt();
    return tx.update(
            """
            INSERT INTO receipt
              (id, run, repository, job, commit_id, branch, status, timestamp, line, noted)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
            receipt.id(),
            run,
            repository,
            receipt.job(),
            receipt.commit(),
            line.branch(),
            receipt.status(),
            receipt.timestamp(),
            receipt.line(),
            noted)
        == 1;
  }

  static boolean has(Tx tx, String repository, String id) throws SQLException {
    return tx.first(
            "SELECT 1 FROM receipt WHERE id = ? AND repository = ?",
            row -> row.getInt(1),
            id,
            repository)
        .isPresent();
  }

  static boolean noted(Tx tx, Pending pending) throws SQLException {
    return tx.update(
            "UPDATE receipt SET noted = 1 WHERE sequence = ? AND noted = 0", pending.sequence())
        == 1;
  }

  /** What was noted is forgotten, for the notes to be read again. */
  static void clear(Tx tx, String repository) throws SQLException {
    tx.update("DELETE FROM receipt WHERE repository = ? AND noted = 1", repository);
  }

  static void head(Tx tx, String repository, String head) throws SQLException {
    tx.update(
        """
        INSERT INTO receipt_head (repository, head) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET head = excluded.head""",
        repository,
        head);
  }

  String head(String repository) {
    return store
        .read(
            tx ->
                tx.first(
                    "SELECT head FROM receipt_head WHERE repository = ?",
                    row -> row.getString(1),
                    repository))
        .orElse("");
  }

  List<String> repositoriesWithPending() {
    return store.read(
        tx ->
            tx.list(
                "SELECT DISTINCT repository FROM receipt WHERE noted = 0",
                row -> row.getString(1)));
  }

  long pending(String repository) {
    return store
        .read(
            tx ->
                tx.first(
                    "SELECT count(*) FROM receipt WHERE repository = ? AND noted = 0",
                    row -> row.getLong(1),
                    repository))
        .orElse(0L);
  }

  List<Pending> pending(String repository, int limit) {
    return store.read(
        tx ->
            tx.list(
                """
                SELECT sequence, id, run, commit_id, line FROM receipt
                WHERE repository = ? AND noted = 0 ORDER BY sequence LIMIT ?""",
                row ->
                    new Pending(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                repository,
                limit));
  }

  /** By the receipt's id, its beginning, or the id of its run. */
  Optional<Receipt> find(String id) {
    return store
        .read(
            tx ->
                tx.first(
                    """
                    SELECT line FROM receipt WHERE id = ?1 OR run = ?1
                    ORDER BY sequence LIMIT 1""",
                    row -> row.getString(1),
                    id))
        .flatMap(ReceiptLine::parse)
        .map(ReceiptLine::receipt);
  }

  /** The newest first. */
  Page<Receipt> list(ReceiptFilter filter, String after, int limit) {
    long before = after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
    record Found(long sequence, String line) {}
    List<Found> found =
        store.read(
            tx ->
                tx.list(
                    """
                    SELECT sequence, line FROM receipt
                    WHERE sequence < ?1
                      AND (?2 = '' OR job = ?2)
                      AND (?3 = '' OR substr(commit_id, 1, length(?3)) = ?3)
                      AND (?4 = '' OR branch = ?4)
                      AND (?5 = '' OR status = ?5)
                      AND timestamp >= ?6 AND timestamp < ?7
                    ORDER BY sequence DESC LIMIT ?8""",
                    row -> new Found(row.getLong(1), row.getString(2)),
                    before,
                    filter.job(),
                    filter.commit(),
                    filter.branch(),
                    filter.status(),
                    millis(filter.since()),
                    millis(filter.until()),
                    limit));
    List<Receipt> receipts =
        found.stream()
            .map(Found::line)
            .map(ReceiptLine::parse)
            .flatMap(Optional::stream)
            .map(ReceiptLine::receipt)
            .toList();
    String next = found.size() < limit ? "" : Long.toString(found.getLast().sequence());
    return new Page<>(receipts, next);
  }

  /** Every noted line of a repository, of whichever chain. */
  List<String> lines(String repository) {
    return store.read(
        tx ->
            tx.list(
                "SELECT line FROM receipt WHERE repository = ? AND noted = 1",
                row -> row.getString(1),
                repository));
  }

  private static long millis(Instant time) {
    return time.equals(Instant.MIN)
        ? Long.MIN_VALUE
        : time.equals(Instant.MAX) ? Long.MAX_VALUE : time.toEpochMilli();
  }
}
