package dev.patchbay.core.worker;

import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.core.process.Spawned;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/** The workers that this daemon started, by id: those that run, and the last that ended. */
final class Children {

  /** A process and what it is known by. */
  record Child(WorkerHandle handle, Spawned spawned) {}

  /** Starts a process. */
  interface Start {
    Child start() throws LauncherException;
  }

  private final ConcurrentMap<String, CompletableFuture<Child>> byWorker =
      new ConcurrentHashMap<>();

  /** Bounds what is remembered; an exit code is asked for soon or never. */
  private final BlockingQueue<String> ended = new ArrayBlockingQueue<>(1000);

  /** Starts the worker unless it was started before; whoever comes second waits for the first. */
  Child startOnce(String worker, Start start) throws LauncherException, InterruptedException {
    CompletableFuture<Child> mine = new CompletableFuture<>();
    CompletableFuture<Child> before = byWorker.putIfAbsent(worker, mine);
    if (before != null) {
      try {
        return before.get();
      } catch (ExecutionException e) {
        throw new LauncherException("the worker " + worker + " did not start", true, e);
      }
    }
    try {
      Child child = start.start();
      mine.complete(child);
      CompletableFuture<Void> unused = child.spawned().exit().thenRun(() -> remember(worker));
      return child;
    } catch (LauncherException | RuntimeException e) {
      byWorker.remove(worker, mine);
      mine.completeExceptionally(e); // whoever came second waits for it
      throw e;
    }
  }

  Optional<Spawned> find(String worker) {
    CompletableFuture<Child> child = byWorker.get(worker);
    return child == null || !child.isDone() || child.isCompletedExceptionally()
        ? Optional.empty()
        : Optional.of(child.join().spawned());
  }

  private void remember(String worker) {
    while (!ended.offer(worker)) {
      String oldest = ended.poll();
      if (oldest != null) {
        byWorker.remove(oldest);
      }
    }
  }
}
