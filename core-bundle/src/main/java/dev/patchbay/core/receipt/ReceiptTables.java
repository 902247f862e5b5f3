package dev.patchbay.core.receipt;

import dev.patchbay.api.query.Receipt;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.util.List;

/** The rows of receipts, and of each chain's tip, as they are written. */
final class ReceiptTables {
  private ReceiptTables() {}

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

  static boolean noted(Tx tx, long sequence) throws SQLException {
    return tx.update("UPDATE receipt SET noted = 1 WHERE sequence = ? AND noted = 0", sequence)
        == 1;
  }

  /** As the notes have it, in the place of what was there; one that waits to be noted stays. */
  static void again(Tx tx, String repository, ReceiptLine line) throws SQLException {
    drop(tx, repository, line.receipt().id());
    add(tx, repository, line.run(), line, true);
  }

  /** One that no note has. */
  static void drop(Tx tx, String repository, String id) throws SQLException {
    tx.update("DELETE FROM receipt WHERE id = ? AND repository = ? AND noted = 1", id, repository);
  }

  static void head(Tx tx, String repository, String head) throws SQLException {
    tx.update(
        """
        INSERT INTO receipt_head (repository, head) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET head = excluded.head""",
        repository,
        head);
  }
}
