package dev.patchbay.core.run;

import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.job.LevelDefinition;
import dev.patchbay.core.job.TaskDefinition;
import dev.patchbay.core.receipt.ReceiptDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a run has done so far, also before a crash. For one thread. */
final class Progress {
  private final Map<Integer, StepRows.LevelRow> levels = new TreeMap<>();
  private final Map<String, TaskResult> results = new LinkedHashMap<>();
  private final Set<String> begun = new HashSet<>();
  private final Map<String, StepRows.TaskRow> left = new HashMap<>();

  static Progress none() {
    return new Progress();
  }

  static Progress of(List<StepRows.LevelRow> levels, List<StepRows.TaskRow> tasks) {
    Progress progress = new Progress();
    levels.forEach(level -> progress.levels.put(level.level(), level));
    for (StepRows.TaskRow task : tasks) {
      progress.begun.add(task.task());
      if (!task.result().isEmpty()) {
        progress.results.put(task.task(), TaskResult.of(task.result()));
      }
      if (task.isLeft()) {
        progress.left.put(task.task(), task);
      }
    }
    return progress;
  }

  /** Whether a task was begun, so that the checkout is whole. */
  boolean begun() {
    return !begun.isEmpty();
  }

  /** Whether an earlier daemon left a worker at a task. */
  boolean isLeft(TaskDefinition task, int round) {
    StepRows.TaskRow row = left.get(task.id());
    return row != null && row.round() == round;
  }

  /** The worker that an earlier daemon left at a task; it is asked for once. */
  Optional<StepRows.TaskRow> takeLeft(TaskDefinition task, int round) {
    return isLeft(task, round) ? Optional.ofNullable(left.remove(task.id())) : Optional.empty();
  }

  /** Those that nobody has asked for. */
  List<StepRows.TaskRow> left() {
    return List.copyOf(left.values());
  }

  boolean ended(int level) {
    StepRows.LevelRow row = levels.get(level);
    return row != null && !row.status().equals(StepRows.RUNNING);
  }

  boolean failed(int level) {
    StepRows.LevelRow row = levels.get(level);
    return row != null && row.status().equals(StepRows.FAILED);
  }

  /** How often a level was begun; 0 when it was not. */
  int round(int level) {
    StepRows.LevelRow row = levels.get(level);
    return row == null ? 0 : row.round();
  }

  void level(int level, int round, String status, List<Map<String, Object>> gates) {
    levels.put(level, new StepRows.LevelRow(level, round, status, gates));
  }

  void ended(TaskResult result) {
    results.put(result.task(), result);
  }

  /** Forgets results, for the level is done once more. */
  void forget(List<TaskDefinition> tasks) {
    tasks.forEach(task -> results.remove(task.id()));
  }

  /** What a task came to; empty when it has not ended. */
  Optional<TaskResult> result(TaskDefinition task) {
    return Optional.ofNullable(results.get(task.id()));
  }

  /** Whether a task ended well already. */
  boolean succeeded(TaskDefinition task) {
    return result(task).filter(TaskResult::success).isPresent();
  }

  List<TaskResult> results() {
    return List.copyOf(results.values());
  }

  /** As the receipt has it: levels that were begun, with their tasks and gates. */
  List<ReceiptDraft.Level> receipt(JobDefinition job) {
    List<ReceiptDraft.Level> list = new ArrayList<>();
    levels.forEach(
        (number, row) -> {
          LevelDefinition level = job.levels().get(number - 1);
          list.add(new ReceiptDraft.Level(level.name(), tasks(level), row.gates()));
        });
    return list;
  }

  private List<Map<String, Object>> tasks(LevelDefinition level) {
    return Stream.of(level.tasks(), level.rollback())
        .flatMap(List::stream)
        .map(task -> results.get(task.id()))
        .filter(Objects::nonNull)
        .map(TaskResult::receipt)
        .toList();
  }
}
