package dev.patchbay.core.receipt;

import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries pending lines into the notes, as many at once as have gathered. A repository that is gone
 * keeps its lines pending.
 */
final class ReceiptWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptWriter.class);

  /** A batch costs much whatever its size: what comes meanwhile gathers for the next. */
  private static final Duration BETWEEN_BATCHES = Duration.ofMillis(50);

  /** After which what comes next may come much later. */
  private static final Duration QUIET = Duration.ofMillis(8);

  private static final Duration LONGEST_BATCH = Duration.ofSeconds(10);

  private final Repositories repositories;
  private final ReceiptIndex index;
  private final ReceiptNotes notes;
  private final Semaphore work = new Semaphore(0);
  private final Set<String> suspected = ConcurrentHashMap.newKeySet();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("receipts").unstarted(this::write);
  private volatile boolean closed;

  ReceiptWriter(Store store, EventLog log, Repositories repositories, ReceiptIndex index) {
    this.repositories = repositories;
    this.index = index;
    this.notes = new ReceiptNotes(store, log, index);
  }

  void start() {
    thread.start();
    work.release();
  }

  void wake() {
    work.release();
  }

  /** Somebody wrote into the notes of this repository. */
  void suspect(Repo repo) {
    suspected.add(repo.name());
    work.release();
  }

  private void write() {
    boolean waiting = false;
    try {
      while (!closed) {
        if (waiting) {
          work.tryAcquire(1, TimeUnit.SECONDS);
        } else {
          work.acquire();
        }
        work.drainPermits();
        waiting = !writeAll();
        gather();
      }
    } catch (InterruptedException e) {
      LOG.debug("what is pending is noted at the next start");
    }
  }

  /** Returns when nothing has come for a moment, or it has been long enough. */
  private void gather() throws InterruptedException {
    long end = System.nanoTime() + BETWEEN_BATCHES.toNanos();
    boolean come = false;
    while (System.nanoTime() < end && work.tryAcquire(QUIET.toNanos(), TimeUnit.NANOSECONDS)) {
      come = true;
    }
    if (come) {
      work.release();
    }
  }

  /** False when something is left that cannot be noted now. */
  private boolean writeAll() {
    boolean all = true;
    for (String name : Set.copyOf(suspected)) {
      suspected.remove(name);
      Optional<Repo> repo = repositories.find(name);
      if (repo.isPresent() && !attempt(name, () -> notes.restore(repo.get()))) {
        suspected.add(name);
        all = false;
      }
    }
    List<String> names = new ArrayList<>();
    all &= attempt("all repositories", () -> names.addAll(index.repositoriesWithPending()));
    for (String name : names) {
      Optional<Repo> repo = repositories.find(name).filter(Repo::present);
      all &= repo.isPresent() && attempt(name, () -> note(repo.get()));
    }
    return all;
  }

  /** Of whatever kind a failure is, one repository must not end the noting of all. */
  private boolean attempt(String repository, Runnable step) {
    try {
      step.run();
      troubles.remove(repository);
      return true;
    } catch (RepositoryException | StoreException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.equals(troubles.put(repository, message))) {
        LOG.warn("receipts of {} wait: {}", repository, message);
      }
      return false;
    } catch (RuntimeException e) {
      if (!e.toString().equals(troubles.put(repository, e.toString()))) {
        LOG.error("receipts of {} wait", repository, e);
      }
      return false;
    }
  }

  private void note(Repo repo) {
    if (notes.takeUp(repo)) {
      work.release();
    }
  }

  /** A batch that is under way is finished. */
  @Override
  public void close() {
    closed = true;
    work.release();
    if (!thread.isAlive()) {
      return;
    }
    try {
      if (!thread.join(LONGEST_BATCH)) {
        LOG.warn("a batch of receipts is still being noted; it is repeated at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
