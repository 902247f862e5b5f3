package dev.patchbay.core.store;

import dev.patchbay.core.store.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings the tables of every room to the version that this program knows; never back. */
final class Migrations {
  private static final String IS_OURS =
      "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema'";
  private static final String IS_EMPTY = "SELECT count(*) FROM sqlite_master";

  private final Path file;
  private final List<Schema> schemas;

  Migrations(Path file, List<Schema> schemas) {
    this.file = file;
    this.schemas = List.copyOf(schemas);
  }

  /** Refuses what a newer version or another program has written; changes nothing. */
  void check(Session session) throws SQLException {
    if (session.list(IS_OURS, row -> row.getInt(1)).getFirst() == 0) {
      if (session.list(IS_EMPTY, row -> row.getInt(1)).getFirst() != 0) {
        throw StoreException.corrupt(file, "it has tables, but not Patchbay's", null);
      }
      return;
    }
    Map<String, Integer> known = new HashMap<>();
    schemas.forEach(schema -> known.put(schema.room(), schema.version()));
    versions(session)
        .forEach(
            (room, version) -> {
              int ours = known.getOrDefault(room, 0);
              if (version > ours) {
                throw newer(room, version, ours);
              }
            });
  }

  void apply(Session session) throws SQLException {
    session.execute("BEGIN IMMEDIATE");
    session.execute(
        "CREATE TABLE IF NOT EXISTS schema (room TEXT PRIMARY KEY, version INTEGER NOT NULL)"
            + " STRICT");
    Map<String, Integer> there = versions(session);
    for (Schema schema : schemas) {
      int from = there.getOrDefault(schema.room(), 0);
      for (String script : schema.migrations().subList(from, schema.version())) {
        session.script(script);
      }
      session.update(
          "INSERT INTO schema (room, version) VALUES (?, ?)"
              + " ON CONFLICT (room) DO UPDATE SET version = excluded.version",
          schema.room(),
          schema.version());
    }
    session.execute("COMMIT");
  }

  private static Map<String, Integer> versions(Session session) throws SQLException {
    Map<String, Integer> versions = new HashMap<>();
    session
        .list("SELECT room, version FROM schema", r -> Map.entry(r.getString(1), r.getInt(2)))
        .forEach(row -> versions.put(row.getKey(), row.getValue()));
    return versions;
  }

  private StoreException newer(String room, int version, int ours) {
    return new StoreException(
        Kind.NEWER,
        ("The database %s was written by a newer version of Patchbay: its tables of '%s' have"
                + " version %d, this program knows %d. Start the newer version, or use another home")
            .formatted(file, room, version, ours),
        null);
  }
}
