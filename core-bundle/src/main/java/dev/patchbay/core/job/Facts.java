package dev.patchbay.core.job;

import dev.patchbay.api.event.BranchCreated;
import dev.patchbay.api.event.BranchDeleted;
import dev.patchbay.api.event.Commit;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.Merge;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.TagCreated;
import dev.patchbay.api.event.TagDeleted;
import dev.patchbay.core.repository.Repo;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What conditions look at: an event, and behind it the repository. An event's lists are cut at
 * 10,000; what is not found in them is then looked for in the repository, without holding it all.
 */
public final class Facts {
  private final GitEvent event;
  private final Optional<WholeChange> whole;
  private final Budget globs = new Budget(500_000_000);
  private final Budget expressions = new Budget(400_000_000);

  private Facts(GitEvent event, Optional<WholeChange> whole) {
    this.event = event;
    this.whole = whole;
  }

  /** What the event itself carries. */
  public static Facts of(GitEvent event) {
    return new Facts(event, Optional.empty());
  }

  /** Also what was cut from the event. */
  public static Facts of(GitEvent event, Repo repo) {
    return new Facts(
        event, event.truncated() ? Optional.of(new WholeChange(repo, event)) : Optional.empty());
  }

  GitEvent event() {
    return event;
  }

  /** What all globs together may cost on this event. */
  Budget globs() {
    return globs;
  }

  /** What all regular expressions together may cost on this event. */
  Budget expressions() {
    return expressions;
  }

  /** The first path of a kind that passes a test. */
  Optional<String> path(PathKind kind, Predicate<String> test) {
    Optional<String> listed = kind.in(event).stream().filter(test).findFirst();
    return listed.isPresent() ? listed : whole.flatMap(change -> change.path(kind, test));
  }

  /** The first pushed commit that passes a test; the new tip when none are listed. */
  Optional<Commit> commit(Predicate<Commit> test) {
    if (event instanceof BranchDeleted || event instanceof TagDeleted) {
      return Optional.empty();
    }
    List<Commit> commits =
        event.commits().isEmpty()
            ? List.of(new Commit(event.to(), event.message(), event.author()))
            : event.commits();
    Optional<Commit> listed = commits.stream().filter(test).findFirst();
    return listed.isPresent() ? listed : whole.flatMap(change -> change.commit(test));
  }

  Optional<String> pushedBranch() {
    return event instanceof Push || event instanceof Merge || event instanceof BranchCreated
        ? Optional.of(event.branch())
        : Optional.empty();
  }

  Optional<String> mergedTo() {
    return event instanceof Merge merge ? Optional.of(merge.targetBranch()) : Optional.empty();
  }

  Optional<String> mergedFrom() {
    return event instanceof Merge merge ? Optional.of(merge.mergedFrom()) : Optional.empty();
  }

  Optional<String> createdTag() {
    return event instanceof TagCreated created ? Optional.of(created.tag()) : Optional.empty();
  }

  Optional<String> createdBranch() {
    return event instanceof BranchCreated created
        ? Optional.of(created.branch())
        : Optional.empty();
  }

  Optional<String> deletedBranch() {
    return event instanceof BranchDeleted gone ? Optional.of(gone.branch()) : Optional.empty();
  }
}
