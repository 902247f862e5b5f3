package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A launcher started a worker.
 *
 * <p>In YAML, logs and JSON it is called {@code worker:spawn}, in YAML also {@code worker_spawned};
 * a hook that wants it and nothing else is an {@code EventHook<WorkerSpawned>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param workerId the id of the worker
 * @param mode the launcher really used
 * @param port where it listens; 0 for none
 * @param feature the feature a task graph was run for; empty for an ordinary job
 */
public record WorkerSpawned(
    EventHeader header,
    String run,
    String job,
    String workerId,
    String mode,
    int port,
    String feature)
    implements Event {

  /** Refuses null. */
  public WorkerSpawned {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(workerId, "workerId");
    requireNonNull(mode, "mode");
    requireNonNull(feature, "feature");
  }

  @Override
  public String name() {
    return "worker:spawn";
  }
}
