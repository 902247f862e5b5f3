package dev.patchbay.core.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A gate as a level names it.
 *
 * @param required whether its failure fails the level; empty leaves it to the gate
 * @param config for this use of the gate
 * @param timeout empty leaves it to the gate
 */
public record GateEntry(
    String name,
    Optional<Boolean> required,
    Map<String, Object> config,
    Optional<Duration> timeout,
    int line) {
  public GateEntry {
    config = Map.copyOf(config);
  }
}
