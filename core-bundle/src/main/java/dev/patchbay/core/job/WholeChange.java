package dev.patchbay.core.job;

import dev.patchbay.api.event.BranchCreated;
import dev.patchbay.api.event.Commit;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.core.repository.CommitRange;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.RepositoryException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** All paths and commits of an event, walked one by one: there may be millions. */
final class WholeChange {
  private final Repo repo;
  private final GitEvent event;

  WholeChange(Repo repo, GitEvent event) {
    this.repo = repo;
    this.event = event;
  }

  Optional<String> path(PathKind kind, Predicate<String> test) {
    try (RevWalk commits = new RevWalk(repo.jgit());
        TreeWalk walk = new TreeWalk(commits.getObjectReader())) {
      walk.setRecursive(true);
      String from = from();
      if (from.isEmpty()) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(commits.parseCommit(ObjectId.fromString(from)).getTree());
      }
      walk.addTree(commits.parseCommit(ObjectId.fromString(event.to())).getTree());
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        if (kind.in(walk) && test.test(walk.getPathString())) {
          return Optional.of(walk.getPathString());
        }
      }
      return Optional.empty();
    } catch (IOException unreadable) {
      throw failed(unreadable);
    }
  }

  Optional<Commit> commit(Predicate<Commit> test) {
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(event.to())));
      String from = from();
      if (!from.isEmpty()) {
        walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from)));
      }
      for (RevCommit next = walk.next(); next != null; next = walk.next()) {
        Commit commit =
            new Commit(
                next.name(), CommitRange.message(next), CommitRange.author(next.getAuthorIdent()));
        if (test.test(commit)) {
          return Optional.of(commit);
        }
        next.disposeBody();
      }
      return Optional.empty();
    } catch (IOException unreadable) {
      throw failed(unreadable);
    }
  }

  /** Where the change begins: of a new branch, where it left the default branch. */
  private String from() {
    if (event instanceof BranchCreated) {
      return CommitRange.leaving(repo, event.branch(), event.to());
    }
    return !event.from().isEmpty() && CommitRange.has(repo, event.from()) ? event.from() : "";
  }

  private RepositoryException failed(IOException cause) {
    return new RepositoryException(
        RepositoryException.Reason.FAILED,
        "cannot read what changed up to %s of %s: %s"
            .formatted(event.to(), repo.path(), cause.getMessage()),
        cause);
  }
}
