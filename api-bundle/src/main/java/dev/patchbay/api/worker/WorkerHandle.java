package dev.patchbay.api.worker;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The ids by which a worker is found again. It is stored, and given to later versions of the
 * launcher.
 *
 * <p>It carries ids alone and never an object of the launcher: it has to outlive the version that
 * made it, and the daemon.
 *
 * @param launcher the launcher's own name
 * @param worker the worker's id
 * @param ids the launcher's own ids, such as {@code pid} or {@code container}; no secrets
 */
public record WorkerHandle(String launcher, String worker, Map<String, String> ids) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public WorkerHandle {
    requireNonNull(launcher, "launcher");
    requireNonNull(worker, "worker");
    ids = Map.copyOf(ids);
  }
}
