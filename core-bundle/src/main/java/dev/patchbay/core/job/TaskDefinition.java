package dev.patchbay.core.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One command of a level.
 *
 * @param id unique in the job
 * @param run arguments with placeholders, at least one
 * @param env the job's and the task's own
 * @param cwd relative to the checkout, empty for the checkout itself
 * @param retry whether any failure is retried, not only the launcher's
 * @param artifacts globs under the checkout
 * @param attempts how often the task runs at most when its verification gives feedback
 */
public record TaskDefinition(
    String id,
    List<String> run,
    Map<String, String> env,
    String cwd,
    Duration timeout,
    boolean retry,
    List<String> artifacts,
    Optional<Verification> verification,
    int attempts,
    int line) {

  /** A command whose failure fails the task. */
  public record Verification(List<String> command, Duration timeout) {
    public Verification {
      command = List.copyOf(command);
    }
  }

  public TaskDefinition {
    run = List.copyOf(run);
    env = Map.copyOf(env);
    artifacts = List.copyOf(artifacts);
  }
}
