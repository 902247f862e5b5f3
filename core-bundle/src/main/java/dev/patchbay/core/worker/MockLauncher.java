package dev.patchbay.core.worker;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.api.worker.WorkerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Runs nothing, writes what it would have run into the task's log, and succeeds. */
final class MockLauncher implements Launcher {

  static final String NAME = "mock";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public WorkerHandle spawn(WorkerSpec spec) throws LauncherException {
    // Names only: values of the environment may be secrets.
    String record =
        "mock: task %s of run %s would run%n  command: %s%n  directory: %s%n  environment: %s%n"
            .formatted(
                spec.taskId(),
                spec.run(),
                spec.command(),
                spec.directory(),
                String.join(" ", new TreeSet<>(spec.environment().keySet())));
    try {
      Files.createDirectories(spec.output().toAbsolutePath().getParent());
      Files.writeString(spec.output(), record, CREATE, APPEND);
    } catch (IOException e) {
      throw new LauncherException("cannot write " + spec.output() + ": " + e, true, e);
    }
    Map<String, String> ids = Map.of(WorkerLog.FILE, spec.output().toString());
    return new WorkerHandle(NAME, spec.worker(), ids);
  }

  @Override
  public WorkerStatus await(WorkerHandle worker, Duration atMost) {
    return WorkerStatus.exited(0, "nothing was run");
  }

  @Override
  public Output output(WorkerHandle worker, long offset) throws LauncherException {
    return WorkerLog.of(worker).read(offset, true);
  }

  @Override
  public void end(WorkerHandle worker, Duration grace) {
    // There is nothing to end.
  }

  @Override
  public List<WorkerHandle> find(String home) {
    return List.of();
  }
}
