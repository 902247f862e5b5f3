package dev.patchbay.core.run;

import dev.patchbay.api.event.TaskCompleted;
import dev.patchbay.api.event.TaskStarted;
import dev.patchbay.core.job.TaskDefinition;
import dev.patchbay.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries tasks out in parallel. This thread alone writes their beginnings and ends, so that those
 * of several tasks share a commit; each task waits for its worker on a thread of its own.
 */
final class TaskGroup {
  private static final Logger LOG = LoggerFactory.getLogger(TaskGroup.class);

  private final Rooms rooms;
  private final Scope scope;
  private final Journal journal;
  private final Progress progress;

  /** An empty one wakes this group, for the run was resumed. */
  private final BlockingQueue<Optional<TaskWork.Done>> ends = new LinkedBlockingQueue<>();

  private volatile @Nullable StoreException refused;
  private int active;

  TaskGroup(Rooms rooms, Scope scope, Journal journal, Progress progress) {
    this.rooms = rooms;
    this.scope = scope;
    this.journal = journal;
    this.progress = progress;
  }

  /**
   * Returns the tasks that failed, when all that were begun have ended. The last ends are left in
   * the journal, to become durable with what follows from them.
   *
   * @throws InterruptedException when the daemon ends; what runs is taken up by the next one
   */
  List<TaskResult> carryOut(
      List<TaskDefinition> tasks, int level, int round, int parallel, String launcher)
      throws InterruptedException, IOException {
    scope.live().onResumed(() -> ends.add(Optional.empty()));
    try {
      return all(tasks, level, round, parallel, launcher);
    } catch (StoreException e) {
      endActive();
      throw e;
    }
  }

  private List<TaskResult> all(
      List<TaskDefinition> tasks, int level, int round, int parallel, String launcher)
      throws InterruptedException, IOException {
    Deque<TaskDefinition> waiting = new ArrayDeque<>(tasks);
    List<TaskResult> failed = new ArrayList<>();
    followLeft(waiting, level, round, launcher);
    while (!waiting.isEmpty() || active > 0) {
      if (active == 0 && scope.live().isPaused()) {
        journal.flush();
        scope.live().awaitResumed();
      }
      if (isToEnd()) {
        waiting.clear();
      }
      if (!scope.live().isPaused()) {
        begin(waiting, level, round, parallel, launcher);
      }
      Optional<TaskWork.Done> done = active > 0 ? ends.take() : Optional.empty();
      if (done.isPresent()) {
        TaskResult result = end(done.get());
        if (!result.success()) {
          failed.add(result);
        }
        if (active > 0) {
          journal.flush();
        }
      }
    }
    if (scope.live().isAbandoned()) {
      throw new InterruptedException("the daemon ends");
    }
    return failed;
  }

  /** The run is taken up once more when the store accepts: nothing of it may be under way then. */
  private void endActive() throws InterruptedException {
    scope.live().abandon();
    while (active > 0) {
      active -= ends.take().isPresent() ? 1 : 0;
    }
  }

  private boolean isToEnd() {
    LiveRun live = scope.live();
    return !live.cancelled().isEmpty() || live.isAbandoned() || scope.overdue();
  }

  /** What runs already is followed at once, also in a run that is paused. */
  private void followLeft(Deque<TaskDefinition> waiting, int level, int round, String launcher)
      throws IOException {
    Deque<TaskDefinition> left =
        waiting.stream()
            .filter(task -> progress.isLeft(task, round))
            .collect(Collectors.toCollection(ArrayDeque::new));
    if (!isToEnd()) {
      waiting.removeAll(left);
      begin(left, level, round, left.size(), launcher);
    }
  }

  /** The intents are durable before there is a process. */
  private void begin(
      Deque<TaskDefinition> waiting, int level, int round, int parallel, String launcher)
      throws IOException {
    List<Intent> intents = new ArrayList<>();
    while (active + intents.size() < parallel && !waiting.isEmpty()) {
      TaskDefinition task = waiting.remove();
      String worker = TaskWork.workerId(scope.run(), task.id(), round, 1);
      intents.add(
          progress
              .takeLeft(task, round)
              .map(left -> Intent.goOn(task, round, left))
              .orElseGet(() -> Intent.first(task, level, round, worker, launcher)));
    }
    intents.stream().filter(intent -> !intent.isLeft()).forEach(this::write);
    if (!intents.isEmpty()) {
      journal.meanwhile(() -> intents.forEach(this::prepare));
      journal.commit();
    }
    for (Intent intent : intents) {
      active++;
      Thread.ofVirtual().name(intent.worker()).start(() -> carryOut(intent));
    }
  }

  /** Ahead of the worker, which makes what is missing then, or says why it cannot. */
  private void prepare(Intent intent) {
    TaskFiles files = TaskFiles.of(rooms.home().path(), scope.run().id(), intent.task().id());
    try {
      Files.createDirectories(files.log().getParent());
      if (!intent.isLeft()) {
        rooms.briefs().begin(scope.run(), intent, files);
      }
    } catch (IOException e) {
      LOG.debug("nothing is prepared for task {}: {}", intent.task().id(), e.getMessage());
    }
  }

  /** The end is told whatever happens, for this group waits for it. */
  private void carryOut(Intent intent) {
    TaskWork.Done done = TaskWork.broken(intent);
    try {
      done = new TaskWork(rooms, scope).carryOut(intent);
    } catch (StoreException e) {
      refused = e;
    } finally {
      ends.add(Optional.of(done));
    }
  }

  private void write(Intent intent) {
    Run run = scope.run();
    Instant deadline = scope.until(intent.task().timeout());
    journal.add(
        tx -> {
          StepRows.intend(tx, run.id(), intent, deadline);
          rooms.tell(
              tx,
              run,
              h ->
                  new TaskStarted(
                      h,
                      run.id(),
                      run.job(),
                      intent.task().id(),
                      intent.worker(),
                      intent.level(),
                      ""));
        });
  }

  private TaskResult end(TaskWork.Done done) {
    active--;
    if (refused != null) {
      throw refused; // the task did not fail: it could not be written what it did
    }
    TaskResult result = done.result();
    if (scope.live().isAbandoned() && !result.success()) {
      return result; // nothing is written: it was cut off, and is begun again
    }
    progress.ended(result);
    done.steps().forEach(journal::add);
    Run run = scope.run();
    journal.add(
        tx -> {
          StepRows.ended(tx, run.id(), result);
          rooms.tell(
              tx,
              run,
              h ->
                  new TaskCompleted(
                      h,
                      run.id(),
                      run.job(),
                      result.task(),
                      result.worker(),
                      done.intent().level(),
                      "",
                      result.success(),
                      result.duration(),
                      result.exitCode(),
                      result.output()));
        });
    return result;
  }
}
