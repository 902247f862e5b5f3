package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A gate judged a level, or could not.
 *
 * <p>In YAML, logs and JSON it is called {@code gate:check}, in YAML also {@code quality_gate_run};
 * a hook that wants it and nothing else is an {@code EventHook<GateChecked>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param gateName the name of the gate
 * @param result its verdict, or what kept it from one
 * @param level the level, counted from 1
 * @param feature the feature a task graph was run for; empty for an ordinary job
 * @param required whether the run stops when it did not pass
 * @param duration how long it took; {@code durationMs} in JSON
 */
public record GateChecked(
    EventHeader header,
    String run,
    String job,
    String gateName,
    GateOutcome result,
    int level,
    String feature,
    boolean required,
    Duration duration)
    implements Event {

  /** Refuses null. */
  public GateChecked {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(gateName, "gateName");
    requireNonNull(result, "result");
    requireNonNull(feature, "feature");
    requireNonNull(duration, "duration");
  }

  @Override
  public String name() {
    return "gate:check";
  }
}
