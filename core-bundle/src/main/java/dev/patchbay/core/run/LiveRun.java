package dev.patchbay.core.run;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A run that is under way, as those see it who want to stop or pause it. */
final class LiveRun {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Thread> waiting = new HashSet<>();
  private boolean paused;
  private boolean abandoned;
  private String cancelled = "";
  private Runnable onResumed = () -> {};

  LiveRun(boolean paused) {
    this.paused = paused;
  }

  /** Interrupts whoever waits for a worker or gate of the run, and lets no other begin. */
  void cancel(String reason) {
    lock.lock();
    try {
      if (cancelled.isEmpty()) {
        cancelled = reason;
        waiting.forEach(Thread::interrupt);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts all that is under way, for the daemon ends: the next one takes the run up. */
  void abandon() {
    lock.lock();
    try {
      abandoned = true;
      waiting.forEach(Thread::interrupt);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isAbandoned() {
    lock.lock();
    try {
      return abandoned;
    } finally {
      lock.unlock();
    }
  }

  /** Why the run was cancelled; empty when it was not. */
  String cancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  void pause(boolean value) {
    lock.lock();
    try {
      paused = value;
      changed.signalAll();
      if (!value) {
        onResumed.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Who waits for something else than the run, and may begin more of it; must not block. */
  void onResumed(Runnable wake) {
    lock.lock();
    try {
      onResumed = wake;
    } finally {
      lock.unlock();
    }
  }

  boolean isPaused() {
    lock.lock();
    try {
      return paused;
    } finally {
      lock.unlock();
    }
  }

  /** Waits while the run is paused; returns at once when it is to end. */
  void awaitResumed() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (paused && cancelled.isEmpty() && !abandoned) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** From here on this thread is interrupted when the run is cancelled. */
  void enter() throws InterruptedException {
    lock.lock();
    try {
      if (!cancelled.isEmpty() || abandoned) {
        throw new InterruptedException("the run is to end");
      }
      waiting.add(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  /** From here on it is not; an interruption that came too late is forgotten. */
  void leave() {
    lock.lock();
    try {
      waiting.remove(Thread.currentThread());
      if (!cancelled.isEmpty() || abandoned) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }
}
