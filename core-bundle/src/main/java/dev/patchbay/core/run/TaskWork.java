package dev.patchbay.core.run;

import dev.patchbay.api.event.Artifact;
import dev.patchbay.api.event.WorkerExited;
import dev.patchbay.core.process.Tail;
import dev.patchbay.core.process.Utf8;
import dev.patchbay.core.store.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one task out, on one thread: workers, verification, and what it leaves. */
final class TaskWork {
  private static final Logger LOG = LoggerFactory.getLogger(TaskWork.class);
  private static final int TAIL = 4096;

  /**
   * A task that has ended.
   *
   * @param steps what has yet to be written of its last worker
   */
  record Done(Intent intent, TaskResult result, List<Change> steps) {}

  private final Rooms rooms;
  private final Scope scope;
  private final Worker worker;

  TaskWork(Rooms rooms, Scope scope) {
    this.rooms = rooms;
    this.scope = scope;
    this.worker = new Worker(rooms, scope);
  }

  /** The first intent is durable already. */
  Done carryOut(Intent first) {
    long start = System.nanoTime();
    TaskFiles files = files(first);
    Intent intent = first;
    int retries = scope.job().settings().retries();
    int feedbacks = first.task().attempts() - 1;
    while (true) {
      Attempt attempt = worker.attempt(intent, files);
      boolean feedback = attempt.end() == Attempt.End.REFUSED && feedbacks-- > 0;
      boolean retry = attempt.retryable(intent.task().retry()) && retries-- > 0;
      if (!feedback && !retry) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return done(intent, attempt, files, took);
      }
      Intent next = intent.next(workerId(scope.run(), intent, intent.attempt() + 1));
      exited(intent, attempt);
      rooms.store().change(tx -> StepRows.intend(tx, scope.run().id(), next, until(next)));
      intent = next;
    }
  }

  /** Of a task whose thread ended by a mistake of the daemon's, or with its store. */
  static Done broken(Intent intent) {
    TaskResult result =
        new TaskResult(
            intent.task().id(),
            intent.worker(),
            intent.launcher(),
            false,
            -1,
            Duration.ZERO,
            intent.attempt(),
            "the daemon failed; its log says why",
            "",
            "",
            List.of());
    return new Done(intent, result, List.of());
  }

  /** Workers of a run are told apart by level round and attempt, and never have a name twice. */
  static String workerId(Run run, Intent intent, int attempt) {
    return workerId(run, intent.task().id(), intent.round(), attempt);
  }

  static String workerId(Run run, String task, int round, int attempt) {
    return run.id() + "." + task + "." + run.attempts() + "." + round + "." + attempt;
  }

  private Instant until(Intent intent) {
    return scope.until(intent.task().timeout());
  }

  private TaskFiles files(Intent intent) {
    return TaskFiles.of(rooms.home().path(), scope.run().id(), intent.task().id());
  }

  private Done done(Intent intent, Attempt attempt, TaskFiles files, Duration took) {
    String message = attempt.message();
    boolean ok = attempt.end() == Attempt.End.OK;
    List<Artifact> artifacts = List.of();
    Object data = "";
    if (ok) {
      try {
        artifacts = rooms.artifacts().collect(scope.checkout(), intent.task().artifacts());
        data = files.data();
      } catch (IOException e) {
        ok = false;
        message = String.valueOf(e.getMessage());
      }
    }
    if (!message.isEmpty()) {
      note(files.log(), message);
    }
    TaskResult result =
        new TaskResult(
            intent.task().id(),
            intent.worker(),
            intent.launcher(),
            ok,
            attempt.exitCode(),
            took,
            intent.attempt(),
            message,
            tail(files.log()),
            data,
            artifacts);
    List<Change> steps = new ArrayList<>();
    if (attempt.spawned()) {
      steps.add(exit(intent, attempt));
    }
    return new Done(intent, result, steps);
  }

  private void exited(Intent intent, Attempt attempt) {
    if (attempt.spawned()) {
      Change exit = exit(intent, attempt);
      CompletableFuture<Boolean> unused =
          rooms
              .store()
              .writeLater(
                  tx -> {
                    exit.in(tx);
                    return true;
                  });
    }
  }

  private Change exit(Intent intent, Attempt attempt) {
    Run run = scope.run();
    return tx ->
        rooms.tell(
            tx,
            run,
            h ->
                new WorkerExited(
                    h,
                    run.id(),
                    run.job(),
                    intent.worker(),
                    "",
                    attempt.exitCode(),
                    attempt.message()));
  }

  /** What the daemon has to say stands in the task's log too, where people look. */
  private static void note(Path log, String message) {
    try {
      Files.createDirectories(log.getParent());
      Utf8.write(
          log, "patchbay: " + message + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.warn("cannot write to {}: {}", log, e.getMessage());
    }
  }

  private static String tail(Path log) {
    try {
      return Tail.of(log, TAIL);
    } catch (IOException e) {
      return "";
    }
  }
}
