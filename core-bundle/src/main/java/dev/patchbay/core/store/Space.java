package dev.patchbay.core.store;

import java.sql.SQLException;
import java.util.List;

/** Finds out whether a full disk has space again, by really writing something there. */
final class Space {
  static final Schema SCHEMA =
      new Schema(
          "store", List.of("CREATE TABLE space (id INTEGER PRIMARY KEY, filler BLOB) STRICT"));

  private static final int PROBE_BYTES = 256 * 1024;

  private final Session session;

  Space(Session session) {
    this.session = session;
  }

  /** What was written is given back to the free pages of the file, where the next works find it. */
  boolean isThere() {
    try {
      session.execute("BEGIN IMMEDIATE");
      session.update("INSERT INTO space (filler) VALUES (zeroblob(?))", PROBE_BYTES);
      session.execute("COMMIT");
      session.update("DELETE FROM space");
      return true;
    } catch (SQLException e) {
      session.rollback();
      return false;
    }
  }
}
