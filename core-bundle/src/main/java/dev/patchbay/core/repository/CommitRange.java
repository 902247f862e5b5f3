package dev.patchbay.core.repository;

import dev.patchbay.api.event.Author;
import dev.patchbay.api.event.Commit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/** The commits that one commit has and another has not, the newest first. */
public record CommitRange(List<Commit> commits, boolean truncated) {
  /** A message longer than this is cut: nobody reads on, and thousands are held at once. */
  private static final int LONGEST_MESSAGE = 64 * 1024;

  /** All messages of one range together, in characters. */
  private static final int MOST_TEXT = 4 * 1024 * 1024;

  public CommitRange {
    commits = List.copyOf(commits);
  }

  public static CommitRange none() {
    return new CommitRange(List.of(), false);
  }

  /** What git log from..to lists, at most so many; an empty `from` excludes nothing. */
  public static CommitRange between(Repo repo, String from, String to, int limit) {
    List<Commit> commits = new ArrayList<>();
    int text = 0;
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      walk.markStart(walk.parseCommit(Repo.idOf(to)));
      if (!from.isEmpty()) {
        walk.markUninteresting(walk.parseCommit(Repo.idOf(from)));
      }
      for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
        if (commits.size() == limit || text > MOST_TEXT) {
          return new CommitRange(commits, true);
        }
        Commit view = new Commit(commit.name(), message(commit), author(commit.getAuthorIdent()));
        text += view.message().length();
        commits.add(view);
        commit.disposeBody();
      }
      return new CommitRange(commits, false);
    } catch (IOException e) {
      throw repo.failed("list the commits of " + to + " in", e);
    }
  }

  /** Where a branch with this tip left the default branch; empty when it did not, or is that. */
  public static String leaving(Repo repo, String branch, String tip) {
    Optional<String> main = repo.defaultBranch().filter(name -> !name.equals(branch));
    String head = main.map(name -> repo.ref(Constants.R_HEADS + name)).orElse("");
    return head.isEmpty() ? "" : mergeBase(repo, head, tip).orElse("");
  }

  /** The best common ancestor, or none. */
  private static Optional<String> mergeBase(Repo repo, String one, String other) {
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(Repo.idOf(one)));
      walk.markStart(walk.parseCommit(Repo.idOf(other)));
      RevCommit base = walk.next();
      return base == null ? Optional.empty() : Optional.of(base.name());
    } catch (IOException e) {
      throw repo.failed("compare " + one + " and " + other + " of", e);
    }
  }

  /** Whether a commit is there: what a forced push left behind may have been collected. */
  public static boolean has(Repo repo, String commit) {
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      walk.parseCommit(Repo.idOf(commit));
      return true;
    } catch (MissingObjectException e) {
      return false;
    } catch (LargeObjectException e) {
      return true;
    } catch (IOException e) {
      throw repo.failed("read " + commit + " of", e);
    }
  }

  /** In whatever encoding it was written; bytes that fit none are read as Latin-1. */
  public static String message(RevCommit commit) {
    return cut(commit.getFullMessage());
  }

  public static Author author(@Nullable PersonIdent ident) {
    return ident == null ? Author.NONE : new Author(ident.getName(), ident.getEmailAddress());
  }

  public static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
  }
}
