package dev.patchbay.itest.torture;

import java.util.List;

/** What came of an act. */
record Account(
    long seed,
    int kills,
    int pushes,
    int pluginCommands,
    int submitted,
    int deliveries,
    List<String> findings) {
  Account {
    findings = List.copyOf(findings);
  }

  @Override
  public String toString() {
    return "seed %d: %d kills, %d pushes, %d plugin commands, %d runs by hand, %d deliveries: %s"
        .formatted(
            seed,
            kills,
            pushes,
            pluginCommands,
            submitted,
            deliveries,
            findings.isEmpty() ? "all kept" : findings.size() + " BROKEN");
  }
}
