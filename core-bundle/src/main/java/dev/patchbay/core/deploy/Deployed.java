package dev.patchbay.core.deploy;

import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of what is installed: the truth, of which the framework's storage knows nothing. */
final class Deployed {
  /** How a plugin came. */
  enum Origin {
    FOLDER,
    SHELL,
    CATALOG,
    /** Removed by a user; the catalog does not bring it back. */
    REMOVED
  }

  /**
   * One plugin.
   *
   * @param copy the name of its immutable copy
   * @param file its name in the folder {@code plugins}; empty when it did not come from there
   */
  record Row(
      String plugin, String version, String sha256, String copy, Origin origin, String file) {
    /** What is left of it when a user took it out and it is not to be brought back. */
    Row removed() {
      return new Row(plugin, version, sha256, copy, Origin.REMOVED, "");
    }

    /** The same content, of which the folder has no file. */
    Row inNoFile() {
      return new Row(plugin, version, sha256, copy, Origin.SHELL, "");
    }

    /** The same content under this name in the folder. */
    Row in(String folderFile) {
      return new Row(plugin, version, sha256, copy, Origin.FOLDER, folderFile);
    }
  }

  private final Store store;

  Deployed(Store store) {
    this.store = store;
  }

  static Schema schema() {
    return new Schema(
        "deploy",
        List.of(
            """
            CREATE TABLE deployed (
              plugin TEXT PRIMARY KEY,
              version TEXT NOT NULL,
              sha256 TEXT NOT NULL,
              copy TEXT NOT NULL,
              origin TEXT NOT NULL,
              file TEXT NOT NULL
            ) STRICT, WITHOUT ROWID
            """));
  }

  List<Row> all() {
    return store.read(tx -> tx.list(SELECT, Deployed::row));
  }

  Optional<Row> find(String plugin) {
    return store.read(tx -> tx.first(SELECT + " WHERE plugin = ?", Deployed::row, plugin));
  }

  void put(Row row) {
    put(List.of(row));
  }

  /** All of them or none. */
  void put(List<Row> rows) {
    store.change(
        tx -> {
          for (Row row : rows) {
            put(tx, row);
          }
        });
  }

  void remove(String plugin) {
    store.change(tx -> tx.update("DELETE FROM deployed WHERE plugin = ?", plugin));
  }

  /** That a user removed it. */
  void forget(String plugin) {
    store.change(
        tx -> tx.update("DELETE FROM deployed WHERE plugin = ? AND origin = 'removed'", plugin));
  }

  private static final String SELECT =
      "SELECT plugin, version, sha256, copy, origin, file FROM deployed";

  private static void put(Tx tx, Row row) throws SQLException {
    tx.update(
        "INSERT OR REPLACE INTO deployed (plugin, version, sha256, copy, origin, file)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        row.plugin(),
        row.version(),
        row.sha256(),
        row.copy(),
        row.origin().name().toLowerCase(Locale.ROOT),
        row.file());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Origin.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
        row.getString(6));
  }
}
