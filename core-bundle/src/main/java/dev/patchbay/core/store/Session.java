package dev.patchbay.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection and its prepared statements; used by one thread at a time. */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final int STATEMENTS_KEPT = 200;

  private final Connection connection;

  /** In the order of their last use, for a statement is taken out while it runs. */
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  /**
   * From here on transactions begin and end by statements alone. Before, the driver tries after
   * each statement whether it can begin one, to find out that it is inside one.
   */
  void takeTransactions() throws SQLException {
    connection.setAutoCommit(false); // which begins one
    execute("ROLLBACK");
  }

  void execute(String sql) throws SQLException {
    use(sql, PreparedStatement::execute);
  }

  /** Several statements at once, not kept. */
  void script(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  int update(String sql, @Nullable Object... args) throws SQLException {
    return use(
        sql,
        statement -> {
          Arguments.bind(statement, args);
          return statement.executeUpdate();
        });
  }

  void each(String sql, Rows rows, @Nullable Object... args) throws SQLException {
    use(
        sql,
        statement -> {
          Arguments.bind(statement, args);
          try (ResultSet result = statement.executeQuery()) {
            boolean more = true;
            while (more && result.next()) {
              more = rows.take(result);
            }
            return true;
          }
        });
  }

  <T> List<T> list(String sql, Row<T> row, @Nullable Object... args) throws SQLException {
    List<T> found = new ArrayList<>();
    each(sql, result -> found.add(row.of(result)), args);
    return found;
  }

  /** Also where there is nothing to roll back: SQLite has done so itself after some errors. */
  void rollback() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("Nothing was rolled back", e);
    }
  }

  /** A statement that runs is not in the map, so that a row may ask the same question again. */
  private <T> T use(String sql, Use<T> use) throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    PreparedStatement statement = kept == null ? connection.prepareStatement(sql) : kept;
    boolean well = false;
    try {
      T result = use.of(statement);
      well = true;
      return result;
    } finally {
      if (well) {
        keep(sql, statement);
      } else {
        statement.close();
      }
    }
  }

  private void keep(String sql, PreparedStatement statement) throws SQLException {
    PreparedStatement other = idle.put(sql, statement);
    if (other != null) {
      other.close();
    } else if (idle.size() > STATEMENTS_KEPT) {
      idle.remove(idle.keySet().iterator().next()).close();
    }
  }

  @Override
  public void close() throws SQLException {
    idle.clear();
    connection.close(); // and with it its statements
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }
}
