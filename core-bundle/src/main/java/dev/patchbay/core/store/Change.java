package dev.patchbay.core.store;

import java.sql.SQLException;

/** A {@link Work} without a result. */
@FunctionalInterface
public interface Change {
  void in(Tx tx) throws SQLException;
}
