package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * One observed change of a branch or tag: what it was, what it is, and what came with it.
 *
 * <p>Changes faster than the daemon sees them are one change, from the first old to the last new
 * value, with all commits. Lists stop at 10,000 entries, and {@link #truncated()} says so.
 *
 * @param ref the full name, such as {@code refs/heads/main}
 * @param from the commit before; empty for a ref that appears
 * @param to the commit after, of an annotated tag the commit it points at; empty for a ref that
 *     goes
 * @param branch the short name of the branch; empty for a tag
 * @param targetBranch for a merge the branch merged into, else empty
 * @param mergedFrom for a merge the source branch where it is known, else empty
 * @param tag the short name of the tag; empty for a branch
 * @param message the message of the new tip, of an annotated tag its own
 * @param author the author of the new tip, of an annotated tag its tagger
 * @param timestamp when the new tip was committed or tagged
 * @param changedPaths all paths that differ between {@code from} and {@code to}; none for tags
 * @param added those that are new
 * @param modified those with other content or mode
 * @param deleted those that are gone
 * @param commits the commits that are new on the ref, newest first
 * @param signed whether the tip carries a signature; it is not verified
 * @param truncated whether a list was cut at 10,000 entries
 */
public record RefChange(
    String ref,
    String from,
    String to,
    String branch,
    String targetBranch,
    String mergedFrom,
    String tag,
    String message,
    Author author,
    Instant timestamp,
    List<String> changedPaths,
    List<String> added,
    List<String> modified,
    List<String> deleted,
    List<Commit> commits,
    boolean signed,
    boolean truncated) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public RefChange {
    requireNonNull(ref, "ref");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(branch, "branch");
    requireNonNull(targetBranch, "targetBranch");
    requireNonNull(mergedFrom, "mergedFrom");
    requireNonNull(tag, "tag");
    requireNonNull(message, "message");
    requireNonNull(author, "author");
    requireNonNull(timestamp, "timestamp");
    changedPaths = List.copyOf(changedPaths);
    added = List.copyOf(added);
    modified = List.copyOf(modified);
    deleted = List.copyOf(deleted);
    commits = List.copyOf(commits);
  }

  /** A change of nothing but the ref itself; the {@code with…} methods add the rest. */
  public static RefChange of(String ref, String from, String to) {
    List<String> none = List.of();
    return new RefChange(
        ref,
        from,
        to,
        "",
        "",
        "",
        "",
        "",
        Author.NONE,
        Instant.EPOCH,
        none,
        none,
        none,
        none,
        List.of(),
        false,
        false);
  }

  /** The same on this branch. */
  public RefChange withBranch(String name) {
    Draft draft = new Draft(this);
    draft.branch = name;
    return draft.change();
  }

  /** The same as a merge of {@code source} into {@code target}. */
  public RefChange withMerge(String target, String source) {
    Draft draft = new Draft(this);
    draft.targetBranch = target;
    draft.mergedFrom = source;
    return draft.change();
  }

  /** The same for this tag. */
  public RefChange withTag(String name) {
    Draft draft = new Draft(this);
    draft.tag = name;
    return draft.change();
  }

  /** The same with what its tip says of itself. */
  public RefChange withTip(String text, Author by, Instant at, boolean hasSignature) {
    Draft draft = new Draft(this);
    draft.message = text;
    draft.author = by;
    draft.timestamp = at;
    draft.signed = hasSignature;
    return draft.change();
  }

  /** The same with these paths: all, and of those the new, the changed and the removed ones. */
  public RefChange withPaths(
      List<String> all, List<String> fresh, List<String> changed, List<String> removed) {
    Draft draft = new Draft(this);
    draft.changedPaths = all;
    draft.added = fresh;
    draft.modified = changed;
    draft.deleted = removed;
    return draft.change();
  }

  /** The same with these commits. */
  public RefChange withCommits(List<Commit> list) {
    Draft draft = new Draft(this);
    draft.commits = list;
    return draft.change();
  }

  /** The same with or without the remark that a list was cut. */
  public RefChange withTruncated(boolean cut) {
    Draft draft = new Draft(this);
    draft.truncated = cut;
    return draft.change();
  }

  /** What the {@code with…} methods change, so that none of them repeats all the rest. */
  private static final class Draft {
    private final RefChange before;
    private String branch;
    private String targetBranch;
    private String mergedFrom;
    private String tag;
    private String message;
    private Author author;
    private Instant timestamp;
    private List<String> changedPaths;
    private List<String> added;
    private List<String> modified;
    private List<String> deleted;
    private List<Commit> commits;
    private boolean signed;
    private boolean truncated;

    Draft(RefChange before) {
      this.before = before;
      branch = before.branch;
      targetBranch = before.targetBranch;
      mergedFrom = before.mergedFrom;
      tag = before.tag;
      message = before.message;
      author = before.author;
      timestamp = before.timestamp;
      changedPaths = before.changedPaths;
      added = before.added;
      modified = before.modified;
      deleted = before.deleted;
      commits = before.commits;
      signed = before.signed;
      truncated = before.truncated;
    }

    RefChange change() {
      return new RefChange(
          before.ref,
          before.from,
          before.to,
          branch,
          targetBranch,
          mergedFrom,
          tag,
          message,
          author,
          timestamp,
          changedPaths,
          added,
          modified,
          deleted,
          commits,
          signed,
          truncated);
    }
  }
}
