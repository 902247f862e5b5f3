package dev.patchbay.core.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done in a transaction. It touches nothing but the {@link Tx}: it may be undone after it
 * returned, when the commit of its group fails.
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
  T in(Tx tx) throws SQLException;
}
