package dev.patchbay.core.run;

import dev.patchbay.api.event.WorkerSpawned;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.core.config.Durations;
import dev.patchbay.core.job.TaskDefinition.Verification;
import dev.patchbay.core.process.Command;
import dev.patchbay.core.process.Ended;
import dev.patchbay.core.process.Placeholders;
import dev.patchbay.core.process.Tail;
import dev.patchbay.core.store.Change;
import dev.patchbay.core.store.Tx;
import dev.patchbay.core.worker.Following;
import dev.patchbay.core.worker.Launcher;
import dev.patchbay.core.worker.LauncherException;
import dev.patchbay.core.worker.Launchers;
import dev.patchbay.core.worker.LogPlace;
import dev.patchbay.core.worker.WorkerEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/** Makes attempts at a task: spawns a worker, follows it, and verifies what it did. */
final class Worker {
  /** The exit code by which a verification sends its output back as feedback. */
  private static final int FEEDBACK = 2;

  private final Rooms rooms;
  private final Scope scope;
  private final LeftWorkers left;
  private boolean asked;
  private boolean spawned;

  /** Of the worker that was spawned, once it has ended. */
  private IntSupplier exitCode = () -> -1;

  Worker(Rooms rooms, Scope scope) {
    this.rooms = rooms;
    this.scope = scope;
    this.left = new LeftWorkers(rooms);
  }

  Attempt attempt(Intent intent, TaskFiles files) {
    asked = intent.isLeft();
    spawned = false;
    exitCode = () -> -1;
    try {
      scope.live().enter();
      try {
        return run(intent, files);
      } finally {
        scope.live().leave();
      }
    } catch (InterruptedException e) {
      forsake(intent);
      return new Attempt(
          Attempt.End.CANCELLED, exitCode.getAsInt(), scope.live().cancelled(), spawned);
    } catch (LauncherException e) {
      forsake(intent);
      Attempt.End end = e.retryable() ? Attempt.End.LAUNCHER : Attempt.End.IMPOSSIBLE;
      return failed(end, e);
    } catch (IOException e) {
      forsake(intent);
      return failed(Attempt.End.IMPOSSIBLE, e);
    }
  }

  /** An answer that was not waited for, or got lost, may have been that there is a worker. */
  private void forsake(Intent intent) {
    boolean elsewhere = !Launchers.BUILT_IN.contains(intent.launcher());
    if (asked && !spawned && elsewhere && !scope.live().isAbandoned()) {
      left.end(List.of(intent.isLeft() ? intent.left() : StepRows.TaskRow.of(intent)));
    }
  }

  private Attempt failed(Attempt.End end, Exception e) {
    return new Attempt(end, exitCode.getAsInt(), String.valueOf(e.getMessage()), spawned);
  }

  private Attempt run(Intent intent, TaskFiles files)
      throws InterruptedException, LauncherException, IOException {
    Path directory = scope.checkout().resolve(intent.task().cwd());
    if (!Files.isDirectory(directory)) {
      throw new IOException("cannot run in '" + intent.task().cwd() + "': no such directory");
    }
    if (!intent.isLeft() && (intent.attempt() > 1 || scope.run().attempts() > 1)) {
      Files.deleteIfExists(files.output());
    }
    if (!intent.isLeft() && intent.attempt() == 1) {
      rooms.briefs().write(scope, intent, files).ifPresent(rooms.store()::change);
    }
    Map<String, String> environment =
        TaskEnvironment.of(scope.run(), intent, scope.checkout(), files);
    Launcher launcher =
        intent.isLeft()
            ? left.launcher(intent.launcher())
            : rooms.launchers().find(intent.launcher());
    Duration timeout = scope.left(intent.task().timeout());
    WorkerSpec spec =
        new WorkerSpec(
            intent.worker(),
            scope.run().id(),
            intent.task().id(),
            intent.level(),
            "",
            rooms.home().id(),
            Placeholders.fill(
                intent.task().run(), TaskEnvironment.placeholders(scope.run(), intent)),
            directory,
            environment,
            timeout,
            files.log());
    LogPlace place = LogPlace.before(files.log());
    asked = true;
    Found worker =
        intent.isLeft()
            ? left.takeUp(launcher, spec, intent.left(), place)
            : Found.fresh(launcher.spawn(spec), spec, place);
    spawned = true;
    exitCode = () -> rooms.supervisor().exitCode(launcher, worker.handle());
    if (!worker.told()) {
      record(intent, launcher, worker);
    }
    WorkerEnd end =
        rooms.supervisor().follow(launcher, worker.handle(), following(intent, worker, spec));
    if (end.ok()) {
      return verify(intent, files, spec, launcher);
    }
    if (end.exitCode() < 0) {
      return new Attempt(Attempt.End.LAUNCHER, -1, end.reason(), true);
    }
    String message = end.reason().isEmpty() ? "exit code " + end.exitCode() : end.reason();
    return new Attempt(Attempt.End.FAILED, end.exitCode(), message, true);
  }

  private Following following(Intent intent, Found worker, WorkerSpec spec) {
    Duration rest = Duration.between(Instant.now(), worker.deadline());
    Duration all = intent.isLeft() ? intent.task().timeout() : spec.timeout();
    return new Following(
        all,
        rest.compareTo(spec.timeout()) < 0 ? rest : spec.timeout(),
        spec.output(),
        worker.place(),
        place -> later(tx -> moved(tx, intent, place)),
        scope.live()::isAbandoned);
  }

  private void moved(Tx tx, Intent intent, LogPlace place) throws SQLException {
    StepRows.moved(tx, scope.run().id(), intent.task().id(), intent.worker(), place);
  }

  /**
   * Nobody waits for it: until it is durable, a worker on this machine is found by its marks. One
   * elsewhere is to be told of once, and nothing it writes may stand in the log before.
   */
  private void record(Intent intent, Launcher launcher, Found worker) {
    Run run = scope.run();
    WorkerHandle handle = worker.handle();
    Change spawn =
        tx -> {
          StepRows.spawned(
              tx, run.id(), intent.task().id(), handle, worker.deadline(), worker.place());
          rooms.tell(
              tx,
              run,
              h ->
                  new WorkerSpawned(
                      h, run.id(), run.job(), intent.worker(), handle.launcher(), 0, ""));
        };
    if (launcher.local()) {
      later(spawn);
    } else {
      rooms.store().change(spawn);
    }
  }

  private void later(Change change) {
    CompletableFuture<Boolean> unused =
        rooms
            .store()
            .writeLater(
                tx -> {
                  change.in(tx);
                  return true;
                });
  }

  private Attempt verify(Intent intent, TaskFiles files, WorkerSpec spec, Launcher launcher)
      throws InterruptedException, IOException {
    Attempt ok = new Attempt(Attempt.End.OK, 0, "", true);
    if (intent.task().verification().isEmpty() || launcher.name().equals("mock")) {
      return ok;
    }
    Verification verification = intent.task().verification().get();
    Command command =
        Command.of(
            Placeholders.fill(
                verification.command(), TaskEnvironment.placeholders(scope.run(), intent)),
            spec.directory(),
            spec.environment(),
            files.feedback());
    Files.deleteIfExists(files.feedback());
    Ended ended = rooms.processes().run(command, scope.left(verification.timeout()));
    Files.writeString(
        files.log(),
        Tail.of(files.feedback(), 1 << 20),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (ended.ok()) {
      return ok;
    }
    String message =
        ended.timedOut()
            ? "its verification took longer than " + Durations.text(verification.timeout())
            : "its verification failed with exit code " + ended.exitCode();
    Attempt.End end =
        ended.exitCode() == FEEDBACK && !ended.timedOut()
            ? Attempt.End.REFUSED
            : Attempt.End.FAILED;
    return new Attempt(end, ended.exitCode(), message, true);
  }
}
