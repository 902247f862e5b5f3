package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The levels of a run are done.
 *
 * <p>In YAML, logs and JSON it is called {@code run:finish}, in YAML also {@code rush_finished}; a
 * hook that wants it and nothing else is an {@code EventHook<RunFinished>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param feature the feature a task graph was run for; empty for an ordinary job
 * @param totalTime since {@link RunStarted}
 * @param tasksCompleted how many tasks ended well
 * @param ok whether all levels ended well
 */
public record RunFinished(
    EventHeader header,
    String run,
    String job,
    String feature,
    Duration totalTime,
    int tasksCompleted,
    boolean ok)
    implements Event {

  /** Refuses null. */
  public RunFinished {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(feature, "feature");
    requireNonNull(totalTime, "totalTime");
  }

  @Override
  public String name() {
    return "run:finish";
  }
}
