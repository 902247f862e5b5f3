package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * The time of jobs has come. A daemon that keeps no schedules never tells it.
 *
 * <p>In YAML, logs and JSON it is called {@code cron:execute}; a hook that wants it and nothing
 * else is an {@code EventHook<CronFired>}.
 *
 * @param header what every event carries
 * @param jobs their ids
 * @param timestamp the time they were due
 */
public record CronFired(EventHeader header, List<String> jobs, Instant timestamp) implements Event {

  /** Refuses null and keeps its own immutable copies of collections. */
  public CronFired {
    requireNonNull(header, "header");
    jobs = List.copyOf(jobs);
    requireNonNull(timestamp, "timestamp");
  }

  @Override
  public String name() {
    return "cron:execute";
  }
}
