package dev.patchbay.api.event;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A branch or tag of a watched repository appeared, moved or went. The daemon makes these from what
 * it observes; {@code refs/heads/patchbay/**} and other refs of its own never lead to one.
 */
@ProviderType
public sealed interface GitEvent extends Event
    permits BranchCreated, BranchDeleted, Merge, Push, TagCreated, TagDeleted {

  /** What changed, and what came with it. */
  RefChange change();

  @Override
  default String name() {
    return "event:detected";
  }

  /** The full name of the ref. */
  default String ref() {
    return change().ref();
  }

  /** The commit before; empty for a ref that appears. */
  default String from() {
    return change().from();
  }

  /** The commit after; empty for a ref that goes. */
  default String to() {
    return change().to();
  }

  /** The short name of the branch; empty for a tag. */
  default String branch() {
    return change().branch();
  }

  /** For a merge the branch merged into, else empty. */
  default String targetBranch() {
    return change().targetBranch();
  }

  /** For a merge the source branch where it is known, else empty. */
  default String mergedFrom() {
    return change().mergedFrom();
  }

  /** The short name of the tag; empty for a branch. */
  default String tag() {
    return change().tag();
  }

  /** The message of the new tip. */
  default String message() {
    return change().message();
  }

  /** The author of the new tip. */
  default Author author() {
    return change().author();
  }

  /** When the new tip was committed or tagged. */
  default Instant timestamp() {
    return change().timestamp();
  }

  /** All paths that differ; none for tags. */
  default List<String> changedPaths() {
    return change().changedPaths();
  }

  /** The paths that are new. */
  default List<String> added() {
    return change().added();
  }

  /** The paths with other content or mode. */
  default List<String> modified() {
    return change().modified();
  }

  /** The paths that are gone. */
  default List<String> deleted() {
    return change().deleted();
  }

  /** The commits that are new on the ref, newest first. */
  default List<Commit> commits() {
    return change().commits();
  }

  /** Whether the tip carries a signature; it is not verified. */
  default boolean signed() {
    return change().signed();
  }

  /** Whether a list was cut at 10,000 entries. */
  default boolean truncated() {
    return change().truncated();
  }
}
