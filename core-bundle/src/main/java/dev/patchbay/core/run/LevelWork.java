package dev.patchbay.core.run;

import dev.patchbay.api.event.LevelCompleted;
import dev.patchbay.api.event.LevelStarted;
import dev.patchbay.core.job.LevelDefinition;
import dev.patchbay.core.job.LevelDefinition.OnError;
import dev.patchbay.core.job.TaskDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Carries one level out: its tasks, its gates, and what is to be done when it fails. */
final class LevelWork {
  private final Rooms rooms;
  private final Scope scope;
  private final Journal journal;
  private final Progress progress;
  private final int number;
  private final LevelDefinition level;

  LevelWork(Rooms rooms, Scope scope, Journal journal, Progress progress, int number) {
    this.rooms = rooms;
    this.scope = scope;
    this.journal = journal;
    this.progress = progress;
    this.number = number;
    this.level = scope.job().levels().get(number - 1);
  }

  /** Why the level failed; empty when it did not, or when the run goes on in spite of it. */
  String carryOut() throws InterruptedException, IOException {
    int round = Math.max(1, progress.round(number));
    String error = round(round);
    if (!error.isEmpty() && level.onError() == OnError.RETRY && round == 1 && !isToEnd()) {
      progress.forget(level.tasks());
      error = round(2);
    }
    if (!error.isEmpty()) {
      rollBack(round);
    }
    return level.onError() == OnError.CONTINUE && !isToEnd() ? "" : error;
  }

  /** Why it failed before a kill, after which the rest is done of what was to be done then. */
  String failed() throws InterruptedException, IOException {
    rollBack(progress.round(number));
    String why =
        level.tasks().stream()
            .flatMap(task -> progress.result(task).stream())
            .filter(result -> !result.success())
            .map(LevelWork::reason)
            .collect(Collectors.joining("; "));
    return why.isEmpty() ? "level " + number + " failed" : why;
  }

  private void rollBack(int round) throws InterruptedException, IOException {
    if (level.onError() == OnError.ROLLBACK && !isToEnd()) {
      group(
          level.rollback().stream().filter(task -> progress.result(task).isEmpty()).toList(),
          round);
    }
  }

  private boolean isToEnd() {
    return !scope.live().cancelled().isEmpty() || scope.overdue();
  }

  private String round(int round) throws InterruptedException, IOException {
    long start = System.nanoTime();
    if (progress.round(number) != round) {
      begin(round);
    }
    List<TaskDefinition> open =
        level.tasks().stream().filter(task -> !progress.succeeded(task)).toList();
    List<TaskResult> failed = group(open, round);
    String error = failed.stream().map(LevelWork::reason).collect(Collectors.joining("; "));
    List<Map<String, Object>> gates = new ArrayList<>();
    if (error.isEmpty() && !isToEnd()) {
      journal.flush();
      journal.prepare();
      error = rooms.gates().check(scope, number, level, journal, gates);
    }
    if (error.isEmpty() && isToEnd()) {
      error = scope.overdue() ? "the run took too long" : scope.live().cancelled();
    }
    end(round, error.isEmpty(), gates, Duration.ofNanos(System.nanoTime() - start));
    return error;
  }

  private List<TaskResult> group(List<TaskDefinition> tasks, int round)
      throws InterruptedException, IOException {
    return new TaskGroup(rooms, scope, journal, progress)
        .carryOut(tasks, number, round, level.parallel(), launcher());
  }

  private String launcher() {
    String told = scope.run().options().launcher();
    if (!told.isEmpty()) {
      return told;
    }
    return level.launcher().isEmpty() ? rooms.configuration().get().launcher() : level.launcher();
  }

  private static String reason(TaskResult result) {
    return "task " + result.task() + ": " + result.message();
  }

  private void begin(int round) {
    progress.level(number, round, StepRows.RUNNING, List.of());
    Run run = scope.run();
    journal.add(
        tx -> {
          StepRows.level(tx, run.id(), number, round, StepRows.RUNNING, List.of());
          rooms.tell(
              tx,
              run,
              h ->
                  new LevelStarted(
                      h, run.id(), run.job(), "", number, level.name(), level.tasks().size()));
        });
  }

  private void end(int round, boolean ok, List<Map<String, Object>> gates, Duration elapsed) {
    String status = ok ? StepRows.DONE : StepRows.FAILED;
    progress.level(number, round, status, gates);
    Run run = scope.run();
    journal.add(
        tx -> {
          StepRows.level(tx, run.id(), number, round, status, gates);
          rooms.tell(
              tx,
              run,
              h ->
                  new LevelCompleted(
                      h,
                      run.id(),
                      run.job(),
                      "",
                      number,
                      level.name(),
                      level.tasks().size(),
                      elapsed,
                      ok));
        });
  }
}
