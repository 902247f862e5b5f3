package dev.patchbay.core.receipt;

import dev.patchbay.api.event.JobContext;
import dev.patchbay.api.event.JobError;
import dev.patchbay.api.event.JobResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that a run has to say of itself at its end.
 *
 * @param commit the commit whose note gets the receipt
 * @param error of empty parts when there was none
 * @param about what its definition says of itself
 */
public record ReceiptDraft(
    String run,
    String job,
    String repository,
    String commit,
    String status,
    Instant timestamp,
    JobResult result,
    JobContext context,
    JobError error,
    List<Level> levels,
    About about) {
  /** Of the job's definition; any of them may be empty. */
  public record About(String description, String version, String author) {
    public static final About NOTHING = new About("", "", "");
  }

  /** A level as JSON types: its tasks and gates in the order in which they were. */
  public record Level(
      String name, List<Map<String, Object>> tasks, List<Map<String, Object>> gates) {
    public Level {
      Objects.requireNonNull(name);
      tasks = List.copyOf(tasks);
      gates = List.copyOf(gates);
    }
  }

  public ReceiptDraft {
    if (!commit.matches("[0-9a-f]{40}")) {
      throw new IllegalArgumentException("A receipt needs a commit, not '" + commit + "'");
    }
    levels = List.copyOf(levels);
  }
}
