package dev.patchbay.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the row on which the result stands. */
@FunctionalInterface
public interface Row<T> {
  T of(ResultSet row) throws SQLException;
}
