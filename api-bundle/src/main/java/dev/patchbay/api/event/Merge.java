package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A branch has a merge commit as its new tip, whose first-parent line contains the old value.
 *
 * <p>In YAML, logs and JSON it is called {@code event:detected} with the type {@code merge}; a hook
 * that wants it and nothing else is an {@code EventHook<Merge>}.
 *
 * @param header what every event carries
 * @param change what changed, and what came with it
 */
public record Merge(EventHeader header, RefChange change) implements GitEvent {

  /** Refuses null. */
  public Merge {
    requireNonNull(header, "header");
    requireNonNull(change, "change");
  }

  @Override
  public String type() {
    return "merge";
  }
}
