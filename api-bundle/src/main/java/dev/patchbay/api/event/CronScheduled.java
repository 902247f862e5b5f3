package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Jobs have a next time. A daemon that keeps no schedules never tells it.
 *
 * <p>In YAML, logs and JSON it is called {@code cron:schedule}; a hook that wants it and nothing
 * else is an {@code EventHook<CronScheduled>}.
 *
 * @param header what every event carries
 * @param jobs their ids
 * @param nextRun the next time
 */
public record CronScheduled(EventHeader header, List<String> jobs, Instant nextRun)
    implements Event {

  /** Refuses null and keeps its own immutable copies of collections. */
  public CronScheduled {
    requireNonNull(header, "header");
    jobs = List.copyOf(jobs);
    requireNonNull(nextRun, "nextRun");
  }

  @Override
  public String name() {
    return "cron:schedule";
  }
}
