package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A tag appeared; it repeats no push.
 *
 * <p>In YAML, logs and JSON it is called {@code event:detected} with the type {@code tag}; a hook
 * that wants it and nothing else is an {@code EventHook<TagCreated>}.
 *
 * @param header what every event carries
 * @param change what changed, and what came with it
 */
public record TagCreated(EventHeader header, RefChange change) implements GitEvent {

  /** Refuses null. */
  public TagCreated {
    requireNonNull(header, "header");
    requireNonNull(change, "change");
  }

  @Override
  public String type() {
    return "tag";
  }
}
