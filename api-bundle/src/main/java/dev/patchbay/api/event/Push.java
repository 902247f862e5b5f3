package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A branch has a new value that is no merge; also when it was forced or moved back.
 *
 * <p>In YAML, logs and JSON it is called {@code event:detected} with the type {@code push}; a hook
 * that wants it and nothing else is an {@code EventHook<Push>}.
 *
 * @param header what every event carries
 * @param change what changed, and what came with it
 */
public record Push(EventHeader header, RefChange change) implements GitEvent {

  /** Refuses null. */
  public Push {
    requireNonNull(header, "header");
    requireNonNull(change, "change");
  }

  @Override
  public String type() {
    return "push";
  }
}
