package dev.patchbay.core.run;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The order in which queued runs are taken: by priority, then by age, one of a job at a time. The
 * rows in the store are the queue; this remembers their order, so that taking one reads nothing.
 */
final class RunQueue {

  /**
   * A run to see to.
   *
   * @param contended whether another run of its job is under way, and this one does not wait
   */
  record Taken(Run run, boolean contended) {}

  private record Entry(Run run, long ticket, boolean waits) {}

  private static final Comparator<Entry> ORDER =
      Comparator.<Entry>comparingInt(entry -> -entry.run().priority())
          .thenComparingLong(Entry::ticket);

  private final int slots;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TreeSet<Entry> entries = new TreeSet<>(ORDER);
  private final Set<LockKey> busy = new HashSet<>();
  private long tickets;

  /**
   * @param slots how many runs may be under way at the same time
   */
  RunQueue(int slots) {
    this.slots = slots;
  }

  void add(Run run) {
    add(run, run.concurrency().equals("queue"));
  }

  /** Queues a run that waits for its lock whatever its definition says. */
  void addWaiting(Run run) {
    add(run, true);
  }

  private void add(Run run, boolean waits) {
    lock.lock();
    try {
      entries.add(new Entry(run, tickets++, waits));
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a run out that is cancelled or paused before it began. */
  Optional<Run> remove(String id) {
    lock.lock();
    try {
      Optional<Entry> found =
          entries.stream().filter(entry -> entry.run().id().equals(id)).findFirst();
      found.ifPresent(entries::remove);
      return found.map(Entry::run);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a run that can be seen to; one that is not contended occupies its job until done.
   *
   * @param before told of a run that is not contended, before it is out of the queue
   */
  Taken take(Consumer<Run> before) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Optional<Entry> next = next();
        if (next.isPresent()) {
          Entry entry = next.get();
          boolean contended = !busy.add(entry.run().key());
          if (!contended) {
            before.accept(entry.run());
          }
          entries.remove(entry);
          return new Taken(entry.run(), contended);
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Occupies a job for a run that did not come from here: one that a crash cut off. */
  void occupy(LockKey key) {
    lock.lock();
    try {
      busy.add(key);
    } finally {
      lock.unlock();
    }
  }

  void done(LockKey key) {
    lock.lock();
    try {
      busy.remove(key);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Entry> next() {
    boolean free = busy.size() < slots;
    for (Entry entry : entries) {
      boolean contended = busy.contains(entry.run().key());
      if (contended ? !entry.waits() : free) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}
