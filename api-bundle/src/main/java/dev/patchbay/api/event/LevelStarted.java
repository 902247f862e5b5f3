package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A level of a run begins; the one before it is done.
 *
 * <p>In YAML, logs and JSON it is called {@code level:start}; a hook that wants it and nothing else
 * is an {@code EventHook<LevelStarted>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param feature the feature a task graph was run for; empty for an ordinary job
 * @param level the level, counted from 1
 * @param levelName its name; may be empty
 * @param taskCount how many tasks it has
 */
public record LevelStarted(
    EventHeader header,
    String run,
    String job,
    String feature,
    int level,
    String levelName,
    int taskCount)
    implements Event {

  /** Refuses null. */
  public LevelStarted {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(feature, "feature");
    requireNonNull(levelName, "levelName");
  }

  @Override
  public String name() {
    return "level:start";
  }
}
