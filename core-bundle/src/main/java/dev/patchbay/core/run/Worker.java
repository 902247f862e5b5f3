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
import dev.patchbay.core.worker.Launcher;
import dev.patchbay.core.worker.LauncherException;
import dev.patchbay.core.worker.WorkerEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/** Makes attempts at a task: spawns a worker, follows it, and verifies what it did. */
final class Worker {
  /** The exit code by which a verification sends its output back as feedback. */
  private static final int FEEDBACK = 2;

  private final Rooms rooms;
  private final Scope scope;
  private boolean spawned;

  /** Of the worker that was spawned, once it has ended. */
  private IntSupplier exitCode = () -> -1;

  Worker(Rooms rooms, Scope scope) {
    this.rooms = rooms;
    this.scope = scope;
  }

  Attempt attempt(Intent intent, TaskFiles files) {
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
      return new Attempt(
          Attempt.End.CANCELLED, exitCode.getAsInt(), scope.live().cancelled(), spawned);
    } catch (LauncherException e) {
      Attempt.End end = e.retryable() ? Attempt.End.LAUNCHER : Attempt.End.IMPOSSIBLE;
      return failed(end, e);
    } catch (IOException e) {
      return failed(Attempt.End.IMPOSSIBLE, e);
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
    if (!intent.left() && (intent.attempt() > 1 || scope.run().attempts() > 1)) {
      Files.deleteIfExists(files.output());
    }
    if (!intent.left() && intent.attempt() == 1) {
      rooms.briefs().write(scope, intent, files).ifPresent(rooms.store()::change);
    }
    Map<String, String> environment =
        TaskEnvironment.of(scope.run(), intent, scope.checkout(), files);
    Launcher launcher = rooms.launchers().find(intent.launcher());
    Duration left = scope.left(intent.task().timeout());
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
            left,
            files.log());
    WorkerHandle handle = intent.left() ? leftOrNew(launcher, spec) : launcher.spawn(spec);
    spawned = true;
    exitCode = () -> rooms.supervisor().exitCode(launcher, handle);
    record(intent, handle);
    WorkerEnd end =
        rooms.supervisor().follow(launcher, handle, left, files.log(), scope.live()::isAbandoned);
    if (end.ok()) {
      return verify(intent, files, spec, launcher);
    }
    if (end.exitCode() < 0) {
      return new Attempt(Attempt.End.LAUNCHER, -1, end.reason(), true);
    }
    String message = end.reason().isEmpty() ? "exit code " + end.exitCode() : end.reason();
    return new Attempt(Attempt.End.FAILED, end.exitCode(), message, true);
  }

  /**
   * What an earlier daemon left is followed where it is known, and else started: its launcher knows
   * the id. What it has written so far is read once more.
   */
  private WorkerHandle leftOrNew(Launcher launcher, WorkerSpec spec)
      throws InterruptedException, LauncherException, IOException {
    Files.deleteIfExists(spec.output());
    Optional<WorkerHandle> known = LeftWorkers.find(launcher, rooms.home().id(), spec.worker());
    return known.isPresent() ? known.get() : launcher.spawn(spec);
  }

  /** Nobody waits for it: until it is durable, the worker is found by its marks. */
  private void record(Intent intent, WorkerHandle handle) {
    Run run = scope.run();
    CompletableFuture<Boolean> unused =
        rooms
            .store()
            .writeLater(
                tx -> {
                  StepRows.spawned(tx, run.id(), intent.task().id(), handle);
                  rooms.tell(
                      tx,
                      run,
                      h ->
                          new WorkerSpawned(
                              h, run.id(), run.job(), intent.worker(), handle.launcher(), 0, ""));
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
