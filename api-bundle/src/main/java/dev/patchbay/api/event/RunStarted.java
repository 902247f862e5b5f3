package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.Json;
import java.util.Map;

/**
 * The levels of a run begin.
 *
 * <p>In YAML, logs and JSON it is called {@code run:start}, in YAML also {@code rush_started}; a
 * hook that wants it and nothing else is an {@code EventHook<RunStarted>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param feature the feature a task graph was run for; empty for an ordinary job
 * @param workers how many tasks run at a time
 * @param mode the launcher
 * @param config what the run was told
 */
public record RunStarted(
    EventHeader header,
    String run,
    String job,
    String feature,
    int workers,
    String mode,
    Map<String, Object> config)
    implements Event {

  /** Refuses null and keeps its own immutable copies of collections. */
  public RunStarted {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(feature, "feature");
    requireNonNull(mode, "mode");
    config = Json.object(config);
  }

  @Override
  public String name() {
    return "run:start";
  }
}
