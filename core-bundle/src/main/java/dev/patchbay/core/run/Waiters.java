package dev.patchbay.core.run;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits for the end of a run. */
final class Waiters {
  private final Map<String, CompletableFuture<RunStatus>> byRun = new ConcurrentHashMap<>();

  CompletableFuture<RunStatus> of(String run) {
    return byRun.computeIfAbsent(run, id -> new CompletableFuture<>());
  }

  /** Told when the end is durable. */
  void ended(String run, RunStatus status) {
    CompletableFuture<RunStatus> waiting = byRun.remove(run);
    if (waiting != null) {
      waiting.complete(status);
    }
  }
}
