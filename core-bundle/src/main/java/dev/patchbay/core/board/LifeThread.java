package dev.patchbay.core.board;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which one plugin lives: it is started, got, connected, let go and stopped here,
 * step by step. There is a thread only while there is a step. After a step that never returned
 * there is none any more: what stands behind it answers at once that it was not done.
 */
final class LifeThread {
  private final PluginCall door;
  private final Caller caller;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Step<?>> steps = new ArrayDeque<>();
  private boolean running;
  private @Nullable String lost;

  LifeThread(PluginCall door, Caller caller) {
    this.door = door;
    this.caller = caller;
  }

  private record Step<T extends @Nullable Object>(
      String what,
      Duration timeout,
      PluginCall.Body<T> body,
      CompletableFuture<Outcome<T>> answer) {
    void refuse(String reason) {
      answer.complete(new Outcome.Failed<>(Failure.gone(reason)));
    }
  }

  /** Does a step after those before it; the answer comes in any case. */
  <T extends @Nullable Object> CompletableFuture<Outcome<T>> run(
      String what, Duration timeout, PluginCall.Body<T> body) {
    Step<T> step = new Step<>(what, timeout, body, new CompletableFuture<>());
    lock.lock();
    try {
      if (lost != null) {
        step.refuse(lost);
        return step.answer();
      }
      steps.add(step);
      if (!running) {
        running = true;
        next();
      }
    } finally {
      lock.unlock();
    }
    return step.answer();
  }

  /** Whether a step never returned. */
  boolean lost() {
    lock.lock();
    try {
      return lost != null;
    } finally {
      lock.unlock();
    }
  }

  private void next() {
    Step<?> step = steps.poll();
    if (step == null) {
      running = false;
    } else {
      start(step);
    }
  }

  private <T extends @Nullable Object> void start(Step<T> step) {
    Tools.forget(
        door.apart(caller, step.what(), step.timeout(), step.body())
            .answer()
            .whenComplete(
                (outcome, impossible) -> {
                  ended(outcome);
                  step.answer().complete(outcome);
                }));
  }

  private void ended(Outcome<?> outcome) {
    lock.lock();
    try {
      if (outcome instanceof Outcome.Failed<?> failed
          && failed.failure().cause() == Failure.Cause.GIVEN_UP) {
        String reason = failed.failure().message();
        lost = reason;
        steps.forEach(step -> step.refuse(reason));
        steps.clear();
      } else {
        next();
      }
    } finally {
      lock.unlock();
    }
  }
}
