package dev.patchbay.core.run;

import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.api.worker.WorkerStatus;
import dev.patchbay.core.worker.Launcher;
import dev.patchbay.core.worker.LauncherException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A launcher whose workers outlive the daemon, and end when the test says so. */
final class Elsewhere implements Launcher {
  final List<String> spawned = new CopyOnWriteArrayList<>();
  final Set<String> ended = ConcurrentHashMap.newKeySet();
  final CountDownLatch done = new CountDownLatch(1);
  final List<Long> read = new CopyOnWriteArrayList<>();
  volatile boolean forgetful;
  volatile boolean anew;
  volatile boolean mute;
  volatile boolean silent;
  volatile boolean away;
  final AtomicInteger refused = new AtomicInteger();
  volatile String more = "";

  @Override
  public String name() {
    return "elsewhere";
  }

  @Override
  public boolean local() {
    return false;
  }

  @Override
  public WorkerHandle spawn(WorkerSpec spec) throws LauncherException, InterruptedException {
    requireThere();
    spawned.add(spec.worker());
    if (mute) {
      throw new LauncherException("the answer was lost");
    }
    if (silent) {
      new CountDownLatch(1).await();
    }
    return anew
        ? new WorkerHandle("elsewhere", spec.worker(), Map.of("container", "another"))
        : handle(spec.worker());
  }

  private void requireThere() throws LauncherException {
    if (away) {
      refused.incrementAndGet();
      throw new LauncherException("connection refused", true, null);
    }
  }

  private static WorkerHandle handle(String worker) {
    return new WorkerHandle("elsewhere", worker, Map.of("container", "c-" + worker));
  }

  @Override
  public WorkerStatus await(WorkerHandle worker, Duration atMost) throws InterruptedException {
    boolean over = done.await(Math.min(atMost.toMillis(), 50), TimeUnit.MILLISECONDS);
    return over ? WorkerStatus.exited(0, "") : WorkerStatus.running();
  }

  @Override
  public Output output(WorkerHandle worker, long offset) {
    read.add(offset);
    String text = "by " + worker.ids().get("container") + "\n" + more;
    return new Output(text.substring((int) offset), text.length(), true);
  }

  @Override
  public void end(WorkerHandle worker, Duration grace) {
    ended.add(worker.worker());
  }

  @Override
  public List<WorkerHandle> find(String home) throws LauncherException {
    requireThere();
    if (forgetful) {
      throw new LauncherException("nobody knows", true, null);
    }
    return spawned.stream()
        .filter(worker -> !ended.contains(worker))
        .map(Elsewhere::handle)
        .toList();
  }
}
