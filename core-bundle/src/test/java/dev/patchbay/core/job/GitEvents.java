package dev.patchbay.core.job;

import dev.patchbay.api.event.Author;
import dev.patchbay.api.event.BranchCreated;
import dev.patchbay.api.event.BranchDeleted;
import dev.patchbay.api.event.Commit;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.Merge;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.RefChange;
import dev.patchbay.api.event.TagCreated;
import java.time.Instant;
import java.util.List;

/** Git events for tests of conditions. */
final class GitEvents {
  private static final EventHeader HEADER = new EventHeader("id", 1, Instant.EPOCH, "app");

  private GitEvents() {}

  static Commit commit(String message) {
    return new Commit("0123456789abcdef", message, new Author("Ada Lovelace", "ada@example.com"));
  }

  static RefChange change(String branch, String tag, List<String> messages, List<String> paths) {
    List<Commit> commits = messages.stream().map(GitEvents::commit).toList();
    return new RefChange(
        tag.isEmpty() ? "refs/heads/" + branch : "refs/tags/" + tag,
        "1111",
        "2222",
        branch,
        branch,
        "feature/x",
        tag,
        messages.isEmpty() ? "tip" : messages.get(0),
        new Author("Ada Lovelace", "ada@example.com"),
        Instant.EPOCH,
        paths,
        paths.stream().filter(path -> path.contains("added")).toList(),
        paths.stream().filter(path -> path.contains("modified")).toList(),
        paths.stream().filter(path -> path.contains("deleted")).toList(),
        commits,
        false,
        false);
  }

  static GitEvent push(String branch, String... paths) {
    return new Push(HEADER, change(branch, "", List.of("change"), List.of(paths)));
  }

  static GitEvent pushOf(String... messages) {
    return new Push(HEADER, change("main", "", List.of(messages), List.of()));
  }

  static GitEvent merge(String target) {
    return new Merge(HEADER, change(target, "", List.of("Merge branch"), List.of()));
  }

  static GitEvent branch(String branch) {
    return new BranchCreated(HEADER, change(branch, "", List.of("first"), List.of()));
  }

  static GitEvent branchGone(String branch) {
    return new BranchDeleted(HEADER, change(branch, "", List.of(), List.of()));
  }

  static GitEvent tag(String tag) {
    return new TagCreated(HEADER, change("", tag, List.of(), List.of()));
  }
}
