package dev.patchbay.core.worker;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerLauncher;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.api.worker.WorkerStatus;
import dev.patchbay.core.board.CallFailed;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.Use;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's launcher. It is looked up anew for each call: a worker is known by its handle alone,
 * so that the version that is current goes on with what an earlier one spawned.
 */
final class PluginLauncher implements Launcher {

  /** Trying again does not help against these. */
  private static final Set<Kind> FINAL =
      EnumSet.of(Kind.CONFIGURATION, Kind.AUTHENTICATION, Kind.NOT_FOUND, Kind.INVALID);

  // The limits of the launcher's contract.
  private static final Duration SPAWN = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final String name;
  private final Supplier<Optional<Service<WorkerLauncher>>> current;
  private final RetryPolicy<WorkerHandle> retries;

  PluginLauncher(String name, Supplier<Optional<Service<WorkerLauncher>>> current) {
    this(name, current, Duration.ofSeconds(2));
  }

  PluginLauncher(
      String name, Supplier<Optional<Service<WorkerLauncher>>> current, Duration firstWait) {
    this.name = name;
    this.current = current;
    this.retries =
        RetryPolicy.<WorkerHandle>builder()
            .handleIf(e -> e instanceof LauncherException failed && failed.retryable())
            .withBackoff(firstWait, firstWait.multipliedBy(15))
            .withMaxRetries(3)
            .build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean local() {
    return false;
  }

  @Override
  public WorkerHandle spawn(WorkerSpec spec) throws LauncherException, InterruptedException {
    try {
      return Failsafe.with(retries).get(() -> owned(call("spawn", SPAWN, l -> l.spawn(spec))));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof LauncherException failed) {
        throw failed;
      }
      Thread.interrupted(); // Failsafe has set it again; the exception says it from here on
      throw new InterruptedException("interrupted while spawning worker " + spec.worker());
    }
  }

  @Override
  public WorkerStatus await(WorkerHandle worker, Duration atMost)
      throws LauncherException, InterruptedException {
    return call("await", atMost.plus(MARGIN), launcher -> launcher.await(worker, atMost));
  }

  @Override
  public Output output(WorkerHandle worker, long offset)
      throws LauncherException, InterruptedException {
    return call("output", ANSWER, launcher -> launcher.output(worker, offset));
  }

  @Override
  public void end(WorkerHandle worker, Duration grace)
      throws LauncherException, InterruptedException {
    call(
        "end",
        grace.plus(MARGIN),
        launcher -> {
          launcher.end(worker, grace);
          return true;
        });
  }

  @Override
  public List<WorkerHandle> find(String home) throws LauncherException, InterruptedException {
    return call("find", ANSWER, launcher -> List.copyOf(launcher.find(home))).stream()
        .map(this::owned)
        .toList();
  }

  /** Under the name by which it is found again, whatever the plugin wrote there. */
  private WorkerHandle owned(WorkerHandle handle) {
    return new WorkerHandle(name, handle.worker(), handle.ids());
  }

  private <T> T call(String what, Duration timeout, Use<WorkerLauncher, @Nullable T> use)
      throws LauncherException, InterruptedException {
    Optional<Service<WorkerLauncher>> service = current.get();
    if (service.isEmpty()) {
      throw new LauncherException(
          "the launcher '" + name + "' is not plugged in at present", true, null);
    }
    try {
      T answer = service.get().<@Nullable T>call(what, timeout, use);
      if (answer == null) {
        throw new LauncherException(
            "the launcher '" + name + "' returned null from " + what + ", a mistake of its plugin");
      }
      return answer;
    } catch (CallFailed e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted in " + what + " of launcher " + name);
      }
      throw new LauncherException(
          "the launcher '" + name + "' failed: " + e.failure().message(), retryable(e), e);
    }
  }

  private static boolean retryable(CallFailed e) {
    return e.failure().cause() != Failure.Cause.GIVEN_UP && !FINAL.contains(e.failure().kind());
  }
}
