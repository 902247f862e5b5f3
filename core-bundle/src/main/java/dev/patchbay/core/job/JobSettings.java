package dev.patchbay.core.job;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How a job runs.
 *
 * @param priority 0–10; a higher one is taken first
 * @param env for every task
 * @param cwd for every task, relative to the checkout; empty for the checkout itself
 * @param timeout of the whole run
 * @param parallel tasks at a time, at least 1
 * @param retries of a task that failed by its launcher
 * @param launcher a launcher's name; empty for the configured one
 * @param keepFailed whether a failed run's checkout is kept
 * @param secretPayload keys of the payload that guards alone see
 */
public record JobSettings(
    boolean critical,
    int priority,
    Map<String, String> env,
    String cwd,
    Duration timeout,
    int parallel,
    int retries,
    String launcher,
    Workspace workspace,
    boolean keepFailed,
    Set<String> secretPayload,
    Concurrency concurrency,
    Misfire misfire) {

  /** What tasks find in their directory. */
  public enum Workspace {
    /** One checkout of the commit for the run. */
    SHARED,
    /** A worktree and branch for each worker, merged at the end of each level. */
    PER_WORKER,
    /** An empty folder. */
    NONE
  }

  /** What happens to a run whose job is running already. */
  public enum Concurrency {
    QUEUE,
    SKIP,
    CANCEL_RUNNING
  }

  /** What happens to a scheduled run that was missed. */
  public enum Misfire {
    ONCE,
    SKIP
  }

  public JobSettings {
    env = Map.copyOf(env);
    secretPayload = Set.copyOf(secretPayload);
  }
}
