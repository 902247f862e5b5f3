package dev.patchbay.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes rows one after the other, until it has enough. */
@FunctionalInterface
public interface Rows {
  /** Whether it wants the next one. */
  boolean take(ResultSet row) throws SQLException;
}
