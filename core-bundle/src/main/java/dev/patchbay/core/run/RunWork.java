package dev.patchbay.core.run;

import dev.patchbay.api.event.Artifact;
import dev.patchbay.api.event.JobContext;
import dev.patchbay.api.event.JobResult;
import dev.patchbay.api.event.RunFinished;
import dev.patchbay.api.event.RunStarted;
import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.job.JobSettings.Workspace;
import dev.patchbay.core.job.LevelDefinition.OnError;
import dev.patchbay.core.receipt.ReceiptDraft;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries one run out, from its lock to its end, on one thread. */
final class RunWork {
  private final Rooms rooms;
  private final JobDefinition job;
  private final LiveRun live;
  private final Journal journal;
  private final Progress progress;
  private final JobContext context;

  /**
   * @param journal what has yet to be written of the run's start
   */
  RunWork(
      Rooms rooms,
      JobDefinition job,
      LiveRun live,
      Journal journal,
      Progress progress,
      JobContext context) {
    this.rooms = rooms;
    this.job = job;
    this.live = live;
    this.journal = journal;
    this.progress = progress;
    this.context = context;
  }

  /**
   * Answers the run as it ended; all of it is durable then.
   *
   * @throws InterruptedException when the daemon ends first
   */
  Run carryOut(Run run) throws InterruptedException {
    String error;
    try {
      error = levels(run, checkout(run));
    } catch (IOException e) {
      error = String.valueOf(e.getMessage());
    }
    Run ended = run.as(status(error), error);
    finish(ended);
    return ended;
  }

  private RunStatus status(String error) {
    if (error.isEmpty()) {
      return RunStatus.SUCCEEDED;
    }
    return live.cancelled().isEmpty() ? RunStatus.FAILED : RunStatus.CANCELLED;
  }

  /** What can take long happens only when the run has its lock. */
  private Path checkout(Run run) throws IOException {
    Workspace kind = job.settings().workspace();
    if (run.attempts() == 1) {
      Map<String, Object> told = rooms.gates().shown(run.options()).json();
      journal.add(
          tx ->
              rooms.tell(
                  tx,
                  run,
                  h ->
                      new RunStarted(
                          h, run.id(), run.job(), "", job.settings().parallel(), mode(run), told)));
    }
    if (kind == Workspace.NONE) {
      journal.meanwhile(() -> rooms.workspaces().empty(run.id()));
    } else {
      journal.commit();
      rooms.workspaces().fill(run, progress.begun());
    }
    return rooms.workspaces().of(kind, run.id());
  }

  private String mode(Run run) {
    if (!run.options().launcher().isEmpty()) {
      return run.options().launcher();
    }
    return job.settings().launcher().isEmpty()
        ? rooms.configuration().get().launcher()
        : job.settings().launcher();
  }

  private String levels(Run run, Path checkout) throws InterruptedException, IOException {
    Instant deadline = Instant.now().plus(job.settings().timeout());
    Scope scope = new Scope(run, job, live, deadline, checkout);
    for (int number = 1; number <= job.levels().size(); number++) {
      String error = level(scope, number);
      if (!error.isEmpty()) {
        return live.cancelled().isEmpty() ? error : live.cancelled();
      }
    }
    return "";
  }

  private String level(Scope scope, int number) throws InterruptedException, IOException {
    if (!progress.ended(number)) {
      return new LevelWork(rooms, scope, journal, progress, number).carryOut();
    }
    if (!progress.failed(number) || job.levels().get(number - 1).onError() == OnError.CONTINUE) {
      return "";
    }
    return new LevelWork(rooms, scope, journal, progress, number).failed();
  }

  private static ReceiptDraft.About about(JobDefinition job) {
    JobDefinition.About about = job.about();
    return new ReceiptDraft.About(about.description(), about.version(), about.author());
  }

  private void finish(Run run) {
    new LeftWorkers(rooms).end(progress.left());
    JobResult result = result(run);
    int completed = (int) progress.results().stream().filter(TaskResult::success).count();
    String detail =
        progress.results().stream()
            .filter(task -> !task.success())
            .map(TaskResult::output)
            .findFirst()
            .orElse("");
    Ending.Account account =
        new Ending.Account(context, result, detail, progress.receipt(job), about(job));
    journal.add(
        tx -> {
          rooms.tell(
              tx,
              run,
              h ->
                  new RunFinished(
                      h, run.id(), run.job(), "", result.duration(), completed, result.ok()));
          rooms.ending().end(tx, run, account);
        });
    journal.conclude();
  }

  private JobResult result(Run run) {
    List<Artifact> artifacts =
        progress.results().stream().flatMap(task -> task.artifacts().stream()).toList();
    Map<String, Object> data = new LinkedHashMap<>();
    progress.results().stream()
        .filter(task -> !task.data().equals(""))
        .forEach(task -> data.put(task.task(), task.data()));
    List<String> logs =
        progress.results().stream().map(task -> TaskFiles.log(run.id(), task.task())).toList();
    Duration duration = Duration.between(run.started(), Instant.now());
    return new JobResult(run.status() == RunStatus.SUCCEEDED, duration, artifacts, data, logs);
  }
}
