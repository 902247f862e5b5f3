package dev.patchbay.core.deploy;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done to one plugin is done in order, and waits for no other plugin: one that hangs as it
 * comes or goes holds up itself alone.
 */
final class Queues implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("patchbay-deploy-", 0).factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, CompletableFuture<?>> last = new HashMap<>();

  /** What is to be done. */
  @FunctionalInterface
  interface Work<T> {
    T call() throws DeployException, IOException;
  }

  /** Does it when all that was asked of this plugin before is done. */
  <T> CompletableFuture<T> next(String plugin, Work<T> work) {
    lock.lock();
    try {
      CompletableFuture<?> before =
          last.getOrDefault(plugin, CompletableFuture.completedFuture(null));
      CompletableFuture<T> turn =
          before.handle((done, failed) -> true).thenApplyAsync(go -> run(work), threads);
      last.put(plugin, turn);
      var unused = turn.whenComplete((done, failed) -> forget(plugin, turn));
      return turn;
    } finally {
      lock.unlock();
    }
  }

  /** The same when nobody waits for it. */
  CompletableFuture<Void> later(String plugin, Runnable work) {
    return next(
            plugin,
            () -> {
              work.run();
              return true;
            })
        .handle(
            (done, failed) -> {
              if (failed != null) {
                LOG.warn("what was to be done with {} failed", plugin, failed);
              }
              return null;
            });
  }

  /** The same, and waits for its end. */
  <T> T await(String plugin, Work<T> work) throws DeployException {
    try {
      return next(plugin, work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeployException.refused("interrupted; the work goes on");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeployException refused) {
        throw refused;
      }
      LOG.warn("deployment failed", e.getCause());
      throw DeployException.refused(String.valueOf(e.getCause()));
    }
  }

  /**
   * The same when it is the turn of all these plugins: they are taken in one order, so that no two
   * such callers wait for one another.
   */
  <T> T await(Collection<String> plugins, Work<T> work) throws DeployException {
    Work<T> all = work;
    for (String plugin : new TreeSet<>(plugins)) {
      Work<T> inner = all;
      all = () -> await(plugin, inner);
    }
    try {
      return all.call();
    } catch (IOException e) {
      throw DeployException.refused(String.valueOf(e));
    }
  }

  /** Nobody waits for it; what fails in it is said where it is done. */
  static void forget(CompletableFuture<Void> work) {
    var unused = work;
  }

  private void forget(String plugin, CompletableFuture<?> turn) {
    lock.lock();
    try {
      last.remove(plugin, turn);
    } finally {
      lock.unlock();
    }
  }

  private static <T> T run(Work<T> work) {
    try {
      return work.call();
    } catch (DeployException | IOException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
