package dev.patchbay.core.worker;

import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.api.worker.WorkerStatus;
import dev.patchbay.core.process.Command;
import dev.patchbay.core.process.Marked;
import dev.patchbay.core.process.Marks;
import dev.patchbay.core.process.ProcessIdentity;
import dev.patchbay.core.process.Processes;
import dev.patchbay.core.process.Spawned;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs workers as processes of this machine, each in a session of its own. */
final class SubprocessLauncher implements Launcher {

  static final String NAME = "subprocess";

  private static final String WORKER = "PATCHBAY_WORKER_ID";

  private final Processes processes;
  private final Children children = new Children();

  SubprocessLauncher(Processes processes) {
    this.processes = processes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public WorkerHandle spawn(WorkerSpec spec) throws LauncherException, InterruptedException {
    return children.startOnce(spec.worker(), () -> start(spec)).handle();
  }

  private Children.Child start(WorkerSpec spec) throws LauncherException {
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.put(Marks.HOME, spec.home());
    environment.put(WORKER, spec.worker());
    environment.put(Marks.RUN, spec.run());
    environment.put(Marks.TASK, spec.taskId());
    try {
      long from = Files.exists(spec.output()) ? Files.size(spec.output()) : 0;
      Spawned spawned =
          processes.start(Command.of(spec.command(), spec.directory(), environment, spec.output()));
      Map<String, String> ids = ids(spawned.identity(), environment);
      ids.put(WorkerLog.FILE, spec.output().toString());
      ids.put(WorkerLog.FROM, Long.toString(from));
      return new Children.Child(new WorkerHandle(NAME, spec.worker(), ids), spawned);
    } catch (IOException e) {
      // A program that is not there will not be there in two seconds.
      throw new LauncherException(
          "task " + spec.taskId() + " cannot be started: " + e.getMessage(), false, e);
    }
  }

  @Override
  public WorkerStatus await(WorkerHandle worker, Duration atMost) throws InterruptedException {
    Optional<Spawned> child = children.find(worker.worker());
    if (child.isPresent()) {
      OptionalInt exit = child.get().await(atMost);
      return exit.isPresent() ? WorkerStatus.exited(exit.getAsInt(), "") : WorkerStatus.running();
    }
    Optional<ProcessIdentity> stray = ProcessIdentity.fromIds(worker.ids());
    if (stray.isPresent() && !stray.get().awaitEnd(atMost)) {
      return WorkerStatus.running();
    }
    return WorkerStatus.unknown("it was started by an earlier daemon, which alone could tell");
  }

  @Override
  public Output output(WorkerHandle worker, long offset) throws LauncherException {
    return WorkerLog.of(worker).read(offset, !alive(worker));
  }

  @Override
  public void end(WorkerHandle worker, Duration grace) {
    Optional<Spawned> child = children.find(worker.worker());
    if (child.isPresent()) {
      child.get().end(grace);
      return;
    }
    List<ProcessIdentity> recorded = ProcessIdentity.fromIds(worker.ids()).stream().toList();
    processes.endStrays(recorded, Marks.of(worker.ids()), grace);
  }

  /** One handle for each worker id; a worker's first process is the oldest that carries it. */
  @Override
  public List<WorkerHandle> find(String home) {
    Map<String, WorkerHandle> found = new LinkedHashMap<>();
    for (Marked marked : processes.carrying(new Marks(Map.of(Marks.HOME, home)))) {
      String worker = marked.variables().getOrDefault(WORKER, "");
      Map<String, String> ids = ids(marked.identity(), marked.variables());
      found.putIfAbsent(worker, new WorkerHandle(NAME, worker, ids));
    }
    return List.copyOf(found.values());
  }

  private static Map<String, String> ids(ProcessIdentity process, Map<String, String> variables) {
    Map<String, String> ids = new HashMap<>(process.ids());
    ids.putAll(Marks.of(variables).variables());
    return ids;
  }

  private static boolean alive(WorkerHandle worker) {
    return ProcessIdentity.fromIds(worker.ids()).map(ProcessIdentity::alive).orElse(false);
  }
}
