package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a job knows about where and why it runs.
 *
 * <p>The daemon makes it when the run starts; the one in the event of its end has the same parts,
 * with the attempts as they were then.
 *
 * @param repository the name of the repository
 * @param root the path of the repository on this machine
 * @param branch the branch; empty when there is none
 * @param head the commit the run is about
 * @param tag the tag; empty when there is none
 * @param trigger what made it begin
 * @param environment the job's {@code env.NODE_ENV}, else the daemon's; may be empty
 * @param critical whether the definition says so; alerting plugins look at it
 * @param tags the tags of the definition
 * @param priority 0 to 10, higher first
 * @param principal on whose behalf, as the guards said; empty when none did
 * @param host the machine
 * @param attempts 1, and one more for each time a crash cut it off
 */
public record JobContext(
    String repository,
    String root,
    String branch,
    String head,
    String tag,
    Trigger trigger,
    String environment,
    boolean critical,
    List<String> tags,
    int priority,
    String principal,
    String host,
    int attempts) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public JobContext {
    requireNonNull(repository, "repository");
    requireNonNull(root, "root");
    requireNonNull(branch, "branch");
    requireNonNull(head, "head");
    requireNonNull(tag, "tag");
    requireNonNull(trigger, "trigger");
    requireNonNull(environment, "environment");
    tags = List.copyOf(tags);
    requireNonNull(principal, "principal");
    requireNonNull(host, "host");
  }

  /** The same on behalf of another principal. */
  public JobContext withPrincipal(String name) {
    return with(name, attempts);
  }

  /** The same with another count of attempts. */
  public JobContext withAttempts(int count) {
    return with(principal, count);
  }

  private JobContext with(String name, int count) {
    return new JobContext(
        repository,
        root,
        branch,
        head,
        tag,
        trigger,
        environment,
        critical,
        tags,
        priority,
        name,
        host,
        count);
  }
}
