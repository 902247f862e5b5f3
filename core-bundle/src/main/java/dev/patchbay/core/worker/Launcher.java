package dev.patchbay.core.worker;

import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerLauncher;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.api.worker.WorkerStatus;
import java.time.Duration;
import java.util.List;

/** A launcher as the daemon uses it: built in, or a plugin's behind the door. */
public interface Launcher extends WorkerLauncher {

  String name();

  /** Whether its workers write to {@link WorkerSpec#output()} themselves. */
  boolean local();

  @Override
  WorkerHandle spawn(WorkerSpec spec) throws LauncherException, InterruptedException;

  @Override
  WorkerStatus await(WorkerHandle worker, Duration atMost)
      throws LauncherException, InterruptedException;

  @Override
  Output output(WorkerHandle worker, long offset) throws LauncherException, InterruptedException;

  @Override
  void end(WorkerHandle worker, Duration grace) throws LauncherException, InterruptedException;

  @Override
  List<WorkerHandle> find(String home) throws LauncherException, InterruptedException;
}
