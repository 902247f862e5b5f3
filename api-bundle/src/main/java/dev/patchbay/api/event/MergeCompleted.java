package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The branches of a level's workers were merged, or could not be. A daemon whose workers share one
 * checkout never tells it.
 *
 * <p>In YAML, logs and JSON it is called {@code merge:complete}, in YAML also {@code
 * merge_complete}; a hook that wants it and nothing else is an {@code EventHook<MergeCompleted>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param level the level, counted from 1
 * @param branchCount how many branches
 * @param conflicts the paths in conflict; empty when it went well
 * @param mergeCommit the merge; empty when there is none
 */
public record MergeCompleted(
    EventHeader header,
    String run,
    String job,
    int level,
    int branchCount,
    List<String> conflicts,
    String mergeCommit)
    implements Event {

  /** Refuses null and keeps its own immutable copies of collections. */
  public MergeCompleted {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    conflicts = List.copyOf(conflicts);
    requireNonNull(mergeCommit, "mergeCommit");
  }

  @Override
  public String name() {
    return "merge:complete";
  }
}
