package dev.patchbay.core.git;

import dev.patchbay.api.event.BranchCreated;
import dev.patchbay.api.event.BranchDeleted;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.Merge;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.RefChange;
import dev.patchbay.api.event.TagCreated;
import dev.patchbay.api.event.TagDeleted;
import dev.patchbay.core.repository.CommitRange;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.repository.RepositoryException.Reason;
import dev.patchbay.core.repository.TreeDiff;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads out of the repository what a moved ref means. */
final class ChangeReader {
  static final int LONGEST_LIST = 10_000;

  /** How far a committer's clock may have been wrong when we look for a commit behind another. */
  private static final int CLOCK_SKEW_SECONDS = 24 * 60 * 60;

  private final Repo repo;

  ChangeReader(Repo repo) {
    this.repo = repo;
  }

  Function<EventHeader, GitEvent> read(RefMove move) {
    if (move.deletes()) {
      RefChange change = change(move, commitAt(move.from()), "", Tip.none(), Contents.none());
      return move.isTag()
          ? header -> new TagDeleted(header, change)
          : header -> new BranchDeleted(header, change);
    }
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      RevObject object = walk.parseAny(ObjectId.fromString(move.to()));
      walk.parseBody(object);
      return object instanceof RevCommit commit && !move.isTag()
          ? branch(walk, move, commit)
          : tag(walk, move, object);
    } catch (IOException | LargeObjectException e) {
      throw new RepositoryException(
          Reason.FAILED,
          "cannot read %s of %s: %s".formatted(move.ref(), repo.path(), e.getMessage()),
          e);
    }
  }

  /** A tag repeats no push, so it lists neither commits nor paths. */
  private Function<EventHeader, GitEvent> tag(RevWalk walk, RefMove move, RevObject object)
      throws IOException {
    RevObject target = walk.peel(object);
    if (target instanceof RevCommit commit) {
      walk.parseBody(commit);
    }
    Tip tip =
        object instanceof RevTag tag
            ? Tip.of(tag)
            : target instanceof RevCommit commit ? Tip.of(commit) : Tip.none();
    RefChange change = change(move, commitAt(move.from()), target.name(), tip, Contents.none());
    return move.creates()
        ? header -> new TagCreated(header, change)
        : header -> new Push(header, change);
  }

  private Function<EventHeader, GitEvent> branch(RevWalk walk, RefMove move, RevCommit tip)
      throws IOException {
    if (move.creates()) {
      String left = CommitRange.leaving(repo, move.branch(), move.to());
      RefChange change = change(move, "", move.to(), Tip.of(tip), contents(move.to(), left));
      return header -> new BranchCreated(header, change);
    }
    String from = CommitRange.has(repo, move.from()) ? move.from() : "";
    RefChange change = change(move, move.from(), move.to(), Tip.of(tip), contents(move.to(), from));
    if (from.isEmpty() || tip.getParentCount() < 2 || !firstParents(walk, tip, from)) {
      return header -> new Push(header, change);
    }
    String source = mergedFrom(move, tip);
    RefChange merge = change.withMerge(move.branch(), source);
    return header -> new Merge(header, merge);
  }

  private boolean firstParents(RevWalk walk, RevCommit tip, String from) throws IOException {
    RevCommit old = walk.parseCommit(ObjectId.fromString(from));
    RevCommit commit = tip;
    while (commit.getParentCount() > 0) {
      commit = walk.parseCommit(commit.getParent(0));
      if (commit.equals(old)) {
        return true;
      }
      if (commit.getCommitTime() < old.getCommitTime() - CLOCK_SKEW_SECONDS) {
        return false;
      }
    }
    return false;
  }

  private String mergedFrom(RefMove move, RevCommit tip) throws IOException {
    Optional<String> named = MergeSource.of(tip.getShortMessage());
    if (named.isPresent()) {
      return named.get();
    }
    return repo.jgit().getRefDatabase().getTipsWithSha1(tip.getParent(1)).stream()
        .map(ref -> ref.getName())
        .filter(name -> name.startsWith(Constants.R_HEADS) && !name.equals(move.ref()))
        .map(name -> name.substring(Constants.R_HEADS.length()))
        .sorted()
        .findFirst()
        .orElse("");
  }

  private Contents contents(String to, String from) {
    return new Contents(
        CommitRange.between(repo, from, to, LONGEST_LIST),
        TreeDiff.between(repo, from, to, LONGEST_LIST));
  }

  /** The commit behind a tag's object, or what was given when it cannot be told any more. */
  private String commitAt(String id) {
    return id.isEmpty() ? "" : repo.commit(id).orElse(id);
  }

  private static RefChange change(
      RefMove move, String from, String to, Tip tip, Contents contents) {
    return RefChange.of(move.ref(), from, to)
        .withBranch(move.branch())
        .withTag(move.tag())
        .withTip(tip.message(), tip.author(), tip.timestamp(), tip.signed())
        .withPaths(
            contents.paths().changed(),
            contents.paths().added(),
            contents.paths().modified(),
            contents.paths().deleted())
        .withCommits(contents.range().commits())
        .withTruncated(contents.range().truncated() || contents.paths().truncated());
  }

  private record Contents(CommitRange range, TreeDiff paths) {
    static Contents none() {
      return new Contents(CommitRange.none(), TreeDiff.none());
    }
  }
}
