package dev.patchbay.core.store;

import java.util.List;

/**
 * The tables of one room. Migrations are SQL scripts that only go forward: one that was ever
 * released is not edited, the next one is appended.
 */
public record Schema(String room, List<String> migrations) {
  public Schema {
    migrations = List.copyOf(migrations);
  }

  public int version() {
    return migrations.size();
  }
}
