package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A worker ended or was ended.
 *
 * <p>In YAML, logs and JSON it is called {@code worker:exit}, in YAML also {@code worker_exited}; a
 * hook that wants it and nothing else is an {@code EventHook<WorkerExited>}.
 *
 * @param header what every event carries
 * @param run the id of the run
 * @param job the id of the job
 * @param workerId the id of the worker
 * @param feature the feature a task graph was run for; empty for an ordinary job
 * @param exitCode 128 + n after signal n, -1 when there was none
 * @param reason for people
 */
public record WorkerExited(
    EventHeader header,
    String run,
    String job,
    String workerId,
    String feature,
    int exitCode,
    String reason)
    implements Event {

  /** Refuses null. */
  public WorkerExited {
    requireNonNull(header, "header");
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(workerId, "workerId");
    requireNonNull(feature, "feature");
    requireNonNull(reason, "reason");
  }

  @Override
  public String name() {
    return "worker:exit";
  }
}
