package dev.patchbay.core.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command that was started, and the leader of its session. */
public final class Spawned {

  private final ProcessIdentity identity;
  private final Instant started = Instant.now();
  private final CompletableFuture<Integer> exit;
  private final Marks marks;

  Spawned(Started process, Marks marks) {
    this.identity = ProcessIdentity.now(process.pid());
    this.exit = process.exit();
    this.marks = marks;
  }

  public long pid() {
    return identity.pid();
  }

  public ProcessIdentity identity() {
    return identity;
  }

  public Marks marks() {
    return marks;
  }

  public Instant started() {
    return started;
  }

  /** The exit code, 128 + n after signal n; what the command left running does not delay it. */
  public CompletableFuture<Integer> exit() {
    return exit.copy();
  }

  /** The exit code, or empty when the command has not ended by then. */
  public OptionalInt await(Duration atMost) throws InterruptedException {
    try {
      return OptionalInt.of(exit.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return OptionalInt.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for process " + pid() + " failed", e.getCause());
    }
  }

  /** Ends the command with all that came of it; returns when it has ended. */
  public void end(Duration grace) {
    new ProcessTree(List.of(identity), marks).end(grace);
  }
}
