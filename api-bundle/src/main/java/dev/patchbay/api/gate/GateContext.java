package dev.patchbay.api.gate;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a gate judges: one level of one run, and where its files are.
 *
 * <p>The daemon makes one for each gate it asks; it is immutable and may be read from any thread.
 *
 * @param job the id of the job
 * @param run the id of the run
 * @param feature the feature a task graph was run for; empty for an ordinary job
 * @param level the level, counted from 1
 * @param cwd the folder with the merged tree; read it, do not write
 * @param commit the commit the run is about
 * @param changedPaths the paths that the event changed; empty for a run by hand
 * @param config the {@code config} of the gate entry in the job definition
 */
public record GateContext(
    String job,
    String run,
    String feature,
    int level,
    Path cwd,
    String commit,
    List<String> changedPaths,
    Map<String, Object> config) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public GateContext {
    requireNonNull(job, "job");
    requireNonNull(run, "run");
    requireNonNull(feature, "feature");
    requireNonNull(cwd, "cwd");
    requireNonNull(commit, "commit");
    changedPaths = List.copyOf(changedPaths);
    config = Json.object(config);
  }

  /** Hides the values of options whose names speak of secrets. */
  @Override
  public String toString() {
    return "GateContext[job="
        + job
        + ", run="
        + run
        + ", feature="
        + feature
        + ", level="
        + level
        + ", cwd="
        + cwd
        + ", commit="
        + commit
        + ", changedPaths="
        + changedPaths.size()
        + ", config="
        + Json.masked(config)
        + "]";
  }
}
