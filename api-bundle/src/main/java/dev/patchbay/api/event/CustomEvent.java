package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.Json;
import java.util.Map;

/**
 * An event of a plugin's own, or one stored by a later release that this one does not know.
 *
 * @param header what every event carries
 * @param name {@code <plugin>:<noun>}, stamped by the daemon
 * @param data what it says, as JSON
 */
public record CustomEvent(EventHeader header, String name, Map<String, Object> data)
    implements Event {

  /** Refuses null and keeps its own immutable copies of collections. */
  public CustomEvent {
    requireNonNull(header, "header");
    requireNonNull(name, "name");
    data = Json.object(data);
  }
}
