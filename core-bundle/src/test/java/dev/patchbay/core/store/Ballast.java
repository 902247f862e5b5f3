package dev.patchbay.core.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteDataSource;

/** Fills a store so that it accepts nothing more, and makes room in it again. */
public record Ballast(Store store) {
  public void fill() {
    store.change(tx -> tx.update("CREATE TABLE ballast (bytes BLOB)"));
    store.change(tx -> tx.update("INSERT INTO ballast VALUES (zeroblob(2000000))"));
    store.<List<Integer>>write(
        tx -> {
          int pages = tx.list("PRAGMA page_count", row -> row.getInt(1)).get(0);
          return tx.list("PRAGMA max_page_count = " + (pages + 20), row -> row.getInt(1));
        });
    assertThatThrownBy(
            () -> store.change(tx -> tx.update("INSERT INTO ballast VALUES (zeroblob(1000000))")))
        .isInstanceOf(StoreException.class);
  }

  /** As another process would: the store itself accepts nothing. */
  public void empty() throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + store.file());
    try (Connection other = source.getConnection();
        Statement statement = other.createStatement()) {
      statement.executeUpdate("DELETE FROM ballast");
    }
  }
}
