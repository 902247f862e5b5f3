package dev.patchbay.core.worker;

import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerStatus;
import dev.patchbay.core.config.Durations;
import dev.patchbay.core.process.Ended;
import dev.patchbay.core.process.Processes;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows workers to their end: nothing that was spawned is left running unseen. */
public final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private static final int ATTEMPTS = 3;

  /** Within which the end of a process that is gone is known. */
  private static final Duration REAPED = Duration.ofSeconds(1);

  /** How often a worker elsewhere is asked; its log is copied at the same time. */
  private final Duration step;

  public Supervisor() {
    this(Duration.ofSeconds(2));
  }

  Supervisor(Duration step) {
    this.step = step;
  }

  /**
   * Waits for the worker on this thread, and ends it at the timeout or when this thread is
   * interrupted. One that had ended before its time was over has ended well, whenever that is seen.
   */
  public WorkerEnd follow(Launcher launcher, WorkerHandle worker, Following how)
      throws InterruptedException {
    LogCopy copy = new LogCopy(launcher, worker, how);
    long deadline = System.nanoTime() + how.left().toNanos();
    int unanswered = 0;
    try {
      while (true) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        boolean over = !left.isPositive();
        boolean all = launcher.local() || left.compareTo(step) < 0;
        Optional<WorkerStatus> answer =
            ask(launcher, worker, over ? Duration.ZERO : all ? left : step, copy);
        if (answer.isEmpty() && over && ++unanswered < ATTEMPTS) {
          continue; // it may have ended in time
        }
        WorkerStatus status = answer.orElseGet(WorkerStatus::running);
        switch (status.state()) {
          case EXITED -> {
            rest(copy);
            return new WorkerEnd(status.exitCode(), false, status.reason());
          }
          case UNKNOWN -> {
            end(launcher, worker); // another may follow it, and it must not run beside that one
            return new WorkerEnd(-1, false, "worker " + worker.worker() + ": " + status.reason());
          }
          case RUNNING -> {
            if (over) {
              return timedOut(launcher, worker, how.timeout(), copy);
            }
          }
        }
      }
    } catch (InterruptedException cancelled) {
      if (launcher.local() || !how.outlives().getAsBoolean()) {
        end(launcher, worker);
        copy.more();
      }
      throw cancelled;
    }
  }

  /** What a worker wrote last is not lost with one answer. */
  private void rest(LogCopy copy) throws InterruptedException {
    for (int attempt = 1; attempt < ATTEMPTS && copy.missed(); attempt++) {
      TimeUnit.NANOSECONDS.sleep(step.toNanos());
      copy.more();
    }
  }

  /** The exit code of a worker that was ended; -1 when its launcher cannot tell at once. */
  public int exitCode(Launcher launcher, WorkerHandle worker) {
    try {
      WorkerStatus status = launcher.await(worker, REAPED);
      return status.state() == WorkerStatus.State.EXITED ? status.exitCode() : -1;
    } catch (LauncherException e) {
      LOG.debug("asking for the exit code of worker {} failed", worker.worker(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return -1;
  }

  /** Ends a worker, however often that has to be asked for; false when it may still run. */
  public boolean end(Launcher launcher, WorkerHandle worker) throws InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        launcher.end(worker, Processes.GRACE);
        return true;
      } catch (LauncherException e) {
        LOG.debug("ending worker {} failed at attempt {}", worker.worker(), attempt, e);
        TimeUnit.NANOSECONDS.sleep(step.toNanos());
      }
    }
    LOG.warn("worker {} of {} could not be ended and may still run", worker, launcher.name());
    return false;
  }

  private WorkerEnd timedOut(Launcher launcher, WorkerHandle worker, Duration timeout, LogCopy copy)
      throws InterruptedException {
    boolean ended = end(launcher, worker);
    copy.more();
    String reason = "timed out after " + Durations.text(rounded(timeout));
    return new WorkerEnd(
        Ended.KILLED, true, ended ? reason : reason + "; it could not be ended and may still run");
  }

  /** What is left of a run's time is no round figure. */
  private static Duration rounded(Duration timeout) {
    return timeout.toSeconds() == 0
        ? timeout.truncatedTo(ChronoUnit.MILLIS)
        : timeout.plusMillis(500).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Empty when there was no answer, a moment later. */
  private Optional<WorkerStatus> ask(
      Launcher launcher, WorkerHandle worker, Duration atMost, LogCopy copy)
      throws InterruptedException {
    try {
      WorkerStatus status = launcher.await(worker, atMost);
      copy.more();
      return Optional.of(status);
    } catch (LauncherException e) {
      // A launcher that is being updated comes back; until the timeout its worker is not given up.
      LOG.debug("asking for worker {} failed", worker.worker(), e);
      Duration pause = atMost.isZero() || atMost.compareTo(step) > 0 ? step : atMost;
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      return Optional.empty();
    }
  }
}
