package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * <p>Artifacts are in the home before the event that carries this is in the log, and stay until
 * every hook is past that event.
 *
 * @param ok whether it succeeded
 * @param duration from its start to its end
 * @param artifacts the files it left
 * @param data by task id, what each task wrote as its output
 * @param logs the names of its task logs, relative to the home
 */
public record JobResult(
    boolean ok,
    Duration duration,
    List<Artifact> artifacts,
    Map<String, Object> data,
    List<String> logs) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public JobResult {
    requireNonNull(duration, "duration");
    artifacts = List.copyOf(artifacts);
    data = Json.object(data);
    logs = List.copyOf(logs);
  }
}
