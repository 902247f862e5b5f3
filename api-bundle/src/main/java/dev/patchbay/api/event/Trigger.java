package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * What made a run begin.
 *
 * @param kind {@code push}, {@code merge}, {@code tag}, {@code branch}, {@code branch_delete},
 *     {@code tag_delete}, {@code cron} or {@code manual}
 * @param event the id of the event; by hand a fresh id
 */
public record Trigger(String kind, String event) {

  /** Refuses null. */
  public Trigger {
    requireNonNull(kind, "kind");
    requireNonNull(event, "event");
  }
}
