package dev.patchbay.core.receipt;

import dev.patchbay.api.query.Page;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.api.query.ReceiptFilter;
import dev.patchbay.core.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds receipts; the notes are the truth, and what is here can be made anew from them. */
final class ReceiptIndex {
  private final Store store;

  ReceiptIndex(Store store) {
    this.store = store;
  }

  /** A line that waits to be noted. */
  record Pending(long sequence, String id, String run, String commit, String line) {}

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

  /** The ids of what the notes of a repository have, or had. */
  List<String> noted(String repository) {
    return store.read(
        tx ->
            tx.list(
                "SELECT id FROM receipt WHERE repository = ? AND noted = 1",
                row -> row.getString(1),
                repository));
  }

  /** By the receipt's id, or by that of its run. */
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

  List<String> jobs() {
    return store.read(tx -> tx.list("SELECT DISTINCT job FROM receipt", row -> row.getString(1)));
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
