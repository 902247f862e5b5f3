package dev.patchbay.itest;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Pushes one commit after the other until it is closed. */
final class Pushes implements AutoCloseable {
  private final Repository repository;
  private final AtomicInteger pushed = new AtomicInteger();
  private final CompletableFuture<Void> done;
  private volatile boolean enough;

  Pushes(Repository repository) {
    this.repository = repository;
    this.done = CompletableFuture.runAsync(this::run);
  }

  private void run() {
    while (!enough) {
      repository.push("Change " + pushed.get());
      pushed.incrementAndGet();
    }
  }

  /** Waits for so many more. */
  void awaitMore(int more) {
    int goal = pushed.get() + more;
    await().atMost(Inside.SOON).until(() -> done.isDone() || pushed.get() >= goal);
  }

  /** Fails when a push failed. */
  @Override
  public void close() {
    enough = true;
    done.join();
  }
}
