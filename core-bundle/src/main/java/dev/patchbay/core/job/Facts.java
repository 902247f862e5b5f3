package dev.patchbay.core.job;

import dev.patchbay.api.event.BranchCreated;
import dev.patchbay.api.event.BranchDeleted;
import dev.patchbay.api.event.Commit;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.Merge;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.TagCreated;
import dev.patchbay.api.event.TagDeleted;
import java.util.List;
import java.util.Optional;

/**
 * What conditions look at: an event and its whole lists, which the event itself cuts at 10,000.
 * Lists may be given anew for an event that was cut.
 */
public record Facts(
    GitEvent event,
    List<String> changed,
    List<String> added,
    List<String> modified,
    List<String> deleted,
    List<Commit> commits) {

  /** The lists as the event carries them. */
  public static Facts of(GitEvent event) {
    return new Facts(
        event,
        event.changedPaths(),
        event.added(),
        event.modified(),
        event.deleted(),
        event.commits());
  }

  /** The pushed commits; the new tip when none are listed, as after a move back. */
  List<Commit> pushed() {
    if (event instanceof BranchDeleted || event instanceof TagDeleted) {
      return List.of();
    }
    return commits.isEmpty()
        ? List.of(new Commit(event.to(), event.message(), event.author()))
        : commits;
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
