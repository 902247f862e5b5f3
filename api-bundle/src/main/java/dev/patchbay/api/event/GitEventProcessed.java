package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * All runs that a Git event led to have ended. It comes once for each Git event, also for one that
 * led to no run.
 *
 * <p>In YAML, logs and JSON it is called {@code event:processed}; a hook that wants it and nothing
 * else is an {@code EventHook<GitEventProcessed>}.
 *
 * @param header what every event carries
 * @param event the id of that event
 * @param jobs its runs, in the order they were planned
 * @param success whether all of them succeeded
 * @param duration from the event to the end of the last run
 */
public record GitEventProcessed(
    EventHeader header, String event, List<JobOutcome> jobs, boolean success, Duration duration)
    implements Event {

  /** Refuses null and keeps its own immutable copies of collections. */
  public GitEventProcessed {
    requireNonNull(header, "header");
    requireNonNull(event, "event");
    jobs = List.copyOf(jobs);
    requireNonNull(duration, "duration");
  }

  @Override
  public String name() {
    return "event:processed";
  }
}
