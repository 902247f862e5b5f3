package dev.patchbay.core.git;

import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The refs as they were when their last events were appended: what differs from them has not been
 * told yet. Nothing is kept in memory, so thousands of repositories cost no heap.
 */
final class RefSnapshots {
  private final Store store;

  RefSnapshots(Store store) {
    this.store = store;
  }

  static Schema schema() {
    return new Schema(
        "git",
        List.of(
            """
            CREATE TABLE git_repository (
              id INTEGER PRIMARY KEY,
              git_dir TEXT NOT NULL UNIQUE
            );
            CREATE TABLE git_ref (
              repository INTEGER NOT NULL REFERENCES git_repository(id),
              ref TEXT NOT NULL,
              value TEXT NOT NULL,
              PRIMARY KEY (repository, ref)
            ) WITHOUT ROWID;
            """));
  }

  /** The repository's number; none before its first sight. */
  OptionalLong find(Path gitDir) {
    return store
        .read(
            tx ->
                tx.first(
                    "SELECT id FROM git_repository WHERE git_dir = ?",
                    row -> row.getLong(1),
                    gitDir.toString()))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** On first sight the refs are recorded, and that is all. */
  long begin(Path gitDir, Map<String, String> refs) {
    return store.write(
        tx -> {
          long id = tx.insert("INSERT INTO git_repository (git_dir) VALUES (?)", gitDir.toString());
          for (Map.Entry<String, String> ref : refs.entrySet()) {
            insert(tx, id, ref.getKey(), ref.getValue());
          }
          return id;
        });
  }

  String value(long repository, String ref) {
    Optional<String> value =
        store.read(
            tx ->
                tx.first(
                    "SELECT value FROM git_ref WHERE repository = ? AND ref = ?",
                    row -> row.getString(1),
                    repository,
                    ref));
    return value.orElse("");
  }

  Map<String, String> values(long repository) {
    Map<String, String> values = new HashMap<>();
    store.read(
        tx ->
            tx.list(
                "SELECT ref, value FROM git_ref WHERE repository = ?",
                row -> values.put(row.getString(1), row.getString(2)) == null,
                repository));
    return values;
  }

  long count(long repository) {
    return store.read(
        tx ->
            tx.first(
                    "SELECT count(*) FROM git_ref WHERE repository = ?",
                    row -> row.getLong(1),
                    repository)
                .orElse(0L));
  }

  /** False when the ref no longer has the value the move begins at: then it was told already. */
  static boolean move(Tx tx, long repository, RefMove move) throws SQLException {
    if (move.creates()) {
      return insert(tx, repository, move.ref(), move.to()) == 1;
    }
    if (move.deletes()) {
      return tx.update(
              "DELETE FROM git_ref WHERE repository = ? AND ref = ? AND value = ?",
              repository,
              move.ref(),
              move.from())
          == 1;
    }
    return tx.update(
            "UPDATE git_ref SET value = ? WHERE repository = ? AND ref = ? AND value = ?",
            move.to(),
            repository,
            move.ref(),
            move.from())
        == 1;
  }

  private static int insert(Tx tx, long repository, String ref, String value) throws SQLException {
    return tx.update(
        "INSERT INTO git_ref (repository, ref, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        repository,
        ref,
        value);
  }
}
