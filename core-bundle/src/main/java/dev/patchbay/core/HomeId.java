package dev.patchbay.core;

import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import java.util.List;
import java.util.UUID;

/** The name of a home that no other home has: of its receipt chain, its locks and its workers. */
final class HomeId {
  private HomeId() {}

  static Schema schema() {
    return new Schema("home", List.of("CREATE TABLE home (id TEXT NOT NULL) STRICT"));
  }

  static String of(Store store) {
    return store.write(
        tx -> {
          String fresh = UUID.randomUUID().toString();
          tx.update("INSERT INTO home (id) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM home)", fresh);
          return tx.first("SELECT id FROM home", row -> row.getString(1)).orElse(fresh);
        });
  }
}
