package dev.patchbay.core.store;

/** A table that is away for a while: whoever reads it meets a store that fails. */
public final class TableAside {
  private TableAside() {}

  public static void during(Store store, String table, Runnable then) {
    store.change(tx -> tx.update("ALTER TABLE %s RENAME TO %s_aside".formatted(table, table)));
    try {
      then.run();
    } finally {
      store.change(tx -> tx.update("ALTER TABLE %s_aside RENAME TO %s".formatted(table, table)));
    }
  }
}
