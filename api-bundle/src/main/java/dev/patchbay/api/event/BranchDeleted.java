package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A branch is gone: {@code to} is empty, {@code from} its last value.
 *
 * <p>In YAML, logs and JSON it is called {@code event:detected} with the type {@code
 * branch_delete}; a hook that wants it and nothing else is an {@code EventHook<BranchDeleted>}.
 *
 * @param header what every event carries
 * @param change what changed, and what came with it
 */
public record BranchDeleted(EventHeader header, RefChange change) implements GitEvent {

  /** Refuses null. */
  public BranchDeleted {
    requireNonNull(header, "header");
    requireNonNull(change, "change");
  }

  @Override
  public String type() {
    return "branch_delete";
  }
}
