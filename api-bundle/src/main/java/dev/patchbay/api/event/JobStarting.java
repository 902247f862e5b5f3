package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.Json;
import java.util.Map;

/**
 * A run has its lock, its guards have admitted it, and its first task is about to start.
 *
 * <p>In YAML, logs and JSON it is called {@code job:before}; a hook that wants it and nothing else
 * is an {@code EventHook<JobStarting>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param payload what it was submitted with, secrets shown as {@code ***}
 * @param context where and why it runs
 */
public record JobStarting(
    EventHeader header, String run, String job, Map<String, Object> payload, JobContext context)
    implements Event {

  /** Refuses null and keeps its own immutable copies of collections. */
  public JobStarting {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    payload = Json.object(payload);
    requireNonNull(context, "context");
  }

  @Override
  public String name() {
    return "job:before";
  }
}
