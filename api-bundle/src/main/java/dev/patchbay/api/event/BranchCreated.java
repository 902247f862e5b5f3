package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A branch appeared, also by the first push to an empty repository.
 *
 * <p>In YAML, logs and JSON it is called {@code event:detected} with the type {@code branch}; a
 * hook that wants it and nothing else is an {@code EventHook<BranchCreated>}.
 *
 * @param header what every event carries
 * @param change what changed, and what came with it
 */
public record BranchCreated(EventHeader header, RefChange change) implements GitEvent {

  /** Refuses null. */
  public BranchCreated {
    requireNonNull(header, "header");
    requireNonNull(change, "change");
  }

  @Override
  public String type() {
    return "branch";
  }
}
