package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A level of a run is done, its gates included.
 *
 * <p>In YAML, logs and JSON it is called {@code level:complete}, in YAML also {@code
 * level_complete}; a hook that wants it and nothing else is an {@code EventHook<LevelCompleted>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param feature the feature a task graph was run for; empty for an ordinary job
 * @param level the level, counted from 1
 * @param levelName its name; may be empty
 * @param taskCount how many tasks it has
 * @param elapsedTime since {@link LevelStarted}
 * @param ok whether its tasks and required gates passed
 */
public record LevelCompleted(
    EventHeader header,
    String run,
    String job,
    String feature,
    int level,
    String levelName,
    int taskCount,
    Duration elapsedTime,
    boolean ok)
    implements Event {

  /** Refuses null. */
  public LevelCompleted {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(feature, "feature");
    requireNonNull(levelName, "levelName");
    requireNonNull(elapsedTime, "elapsedTime");
  }

  @Override
  public String name() {
    return "level:complete";
  }
}
