package dev.patchbay.itest.torture;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in the database of a home that no daemon has open. */
record Evidence(
    List<Logged> events,
    long last,
    List<Ran> runs,
    List<Written> receipts,
    List<String> deadLetters,
    List<String> locks,
    List<String> deployed) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** A row of the log. */
  record Logged(
      long seq, String id, long time, String repository, String name, String type, JsonNode body) {
    String text(String field) {
      return body.path(field).asString("");
    }

    boolean is(String... names) {
      return List.of(names).contains(name);
    }
  }

  /** A run as it ended. */
  record Ran(
      String id,
      String repository,
      String job,
      String kind,
      String event,
      String status,
      long started,
      long ended,
      String error) {}

  /** A receipt in the index. */
  record Written(
      String id, String run, String repository, String commit, String line, boolean noted) {}

  static Evidence of(Path database) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + database);
    try (Connection connection = source.getConnection()) {
      return new Evidence(
          list(
              connection,
              "SELECT seq, id, time, repository, name, type, body FROM event ORDER BY seq",
              r ->
                  new Logged(
                      r.getLong(1),
                      r.getString(2),
                      r.getLong(3),
                      r.getString(4),
                      r.getString(5),
                      r.getString(6),
                      MAPPER.readTree(r.getString(7)))),
          list(connection, "SELECT last FROM log", r -> r.getLong(1)).getFirst(),
          list(
              connection,
              "SELECT id, repository, job, trigger_kind, trigger_event, status, started, ended,"
                  + " error FROM run ORDER BY seq",
              r ->
                  new Ran(
                      r.getString(1),
                      r.getString(2),
                      r.getString(3),
                      r.getString(4),
                      r.getString(5),
                      r.getString(6),
                      r.getLong(7),
                      r.getLong(8),
                      r.getString(9))),
          list(
              connection,
              "SELECT id, run, repository, commit_id, line, noted FROM receipt ORDER BY sequence",
              r ->
                  new Written(
                      r.getString(1),
                      r.getString(2),
                      r.getString(3),
                      r.getString(4),
                      r.getString(5),
                      r.getBoolean(6))),
          list(
              connection,
              "SELECT reader, seq, error FROM dead_letter",
              r -> r.getString(1) + " " + r.getLong(2) + " " + r.getString(3)),
          list(
              connection,
              "SELECT repository, job, run FROM job_lock",
              r -> r.getString(1) + " " + r.getString(2) + " " + r.getString(3)),
          list(
              connection,
              "SELECT plugin, version FROM deployed",
              r -> r.getString(1) + " " + r.getString(2)));
    }
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> List<T> list(Connection connection, String sql, Row<T> row)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row.of(result));
      }
      return rows;
    }
  }
}
