package dev.patchbay.api.guard;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.Json;
import dev.patchbay.api.event.Trigger;
import java.util.Map;

/**
 * A run that wants to start, as a guard sees it: with the secrets of its payload, which nobody else
 * sees. They are hidden in {@link #toString()}; do not keep or log them.
 *
 * <p>The daemon makes one for each run and gives the same to all guards; it is immutable and may be
 * read from any thread, and is of no use once the guard has answered.
 *
 * @param run the id of the run
 * @param job the id of the job
 * @param repository the name of the repository
 * @param commit the commit it is about
 * @param branch the branch; empty when there is none
 * @param trigger what made it begin
 * @param payload what it was submitted with, secrets included when it was submitted by hand
 * @param environment the environment its tasks will get from the definition
 */
public record JobRequest(
    String run,
    String job,
    String repository,
    String commit,
    String branch,
    Trigger trigger,
    Map<String, Object> payload,
    Map<String, String> environment) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public JobRequest {
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(repository, "repository");
    requireNonNull(commit, "commit");
    requireNonNull(branch, "branch");
    requireNonNull(trigger, "trigger");
    payload = Json.object(payload);
    environment = Map.copyOf(environment);
  }

  /** Names what is in payload and environment, and no value. */
  @Override
  public String toString() {
    return "JobRequest[run="
        + run
        + ", job="
        + job
        + ", repository="
        + repository
        + ", commit="
        + commit
        + ", branch="
        + branch
        + ", trigger="
        + trigger
        + ", payload="
        + payload.keySet()
        + ", environment="
        + environment.keySet()
        + "]";
  }
}
