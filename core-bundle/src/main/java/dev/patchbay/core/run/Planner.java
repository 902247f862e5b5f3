package dev.patchbay.core.run;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.GitEventProcessed;
import dev.patchbay.core.log.Cursors;
import dev.patchbay.core.log.Damage;
import dev.patchbay.core.log.DamagedEventException;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.log.EventLog.Subscription;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log and queues the runs that Git events lead to. Its cursor moves in the transaction
 * that makes the runs, so each event is planned exactly once. An event whose repository is away is
 * parked in that transaction, and planned when it is back.
 */
public final class Planner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
  private static final String READER = "planner";

  /** Few, so that the first run of a backlog does not wait for the last to be planned. */
  private static final int BATCH = 64;

  /** Events that are none of its own move the cursor in memory, and in the store now and then. */
  private static final int SKIPPED = 2000;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** After so long without an event its place is written. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  private final Store store;
  private final EventLog log;
  private final Cursors cursors;
  private final JobSource jobs;
  private final RunQueue queue;
  private final ParkedEvents parked;
  private final Semaphore woken = new Semaphore(1);
  private final Thread thread;
  private long position;
  private long durable;

  Planner(Store store, EventLog log, JobSource jobs, RunQueue queue) {
    this.store = store;
    this.log = log;
    this.cursors = new Cursors(store);
    this.jobs = jobs;
    this.queue = queue;
    this.parked = new ParkedEvents(store, log, jobs);
    this.thread = Thread.ofVirtual().name("planner").unstarted(this::work);
  }

  void start() {
    if (cursors.find(READER).isEmpty()) {
      store.change(tx -> cursors.create(tx, READER, 0));
    }
    position = cursors.position(READER);
    durable = position;
    thread.start();
  }

  private void work() {
    Subscription subscription = log.onAppend(woken::release);
    try {
      while (true) {
        await();
        try {
          planAll();
        } catch (StoreException e) {
          pause(e);
          woken.release(); // what could not be read is still there
        }
      }
    } catch (InterruptedException end) {
      remember();
    } finally {
      subscription.close();
    }
  }

  private void planAll() throws InterruptedException {
    boolean more = true;
    while (more) {
      more = planSome();
    }
    planParked();
  }

  /** While the store does not answer, events wait: none is passed over. */
  private static void pause(StoreException e) throws InterruptedException {
    LOG.warn("planning waits for the store: {}", e.getMessage());
    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
  }

  /** Until there is something to read, or time to look for a repository that is back. */
  private void await() throws InterruptedException {
    boolean waiting = parked.any();
    if (!waiting && position == durable) {
      woken.acquire();
    } else {
      Duration most = waiting ? ParkedEvents.PAUSE : IDLE;
      if (!woken.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
        remember(); // what it is past need not be kept
      }
    }
    woken.drainPermits();
  }

  private void planParked() throws InterruptedException {
    if (parked.due()) {
      Map<GitEvent, Optional<List<NewRun>>> plan = parked.back();
      if (!plan.isEmpty()) {
        queue(plan, position);
      }
    }
  }

  /** Plans a batch; false when there was nothing more to read. */
  private boolean planSome() throws InterruptedException {
    List<Event> events = read();
    if (events.isEmpty()) {
      return false;
    }
    long last = events.getLast().seq();
    Map<GitEvent, Optional<List<NewRun>>> plan = new LinkedHashMap<>();
    for (Event event : events) {
      if (event instanceof GitEvent git) {
        plan.put(git, jobs.runsOf(git));
      }
    }
    if (!plan.isEmpty()) {
      queue(plan, last);
    }
    position = last;
    if (position - durable > SKIPPED) {
      remember();
    }
    return true;
  }

  /** A damaged row is passed over, and said: whatever it was led to no run. */
  private List<Event> read() {
    while (true) {
      try {
        return log.read(position, BATCH);
      } catch (DamagedEventException e) {
        LOG.error("an event of the log cannot be planned: {}", e.getMessage());
        report(e);
        position = e.seq();
      }
    }
  }

  private void report(DamagedEventException damaged) {
    try {
      store.change(tx -> new Damage(store).found(tx, damaged));
    } catch (StoreException e) {
      LOG.warn("what is damaged is in this log alone: {}", e.getMessage());
    }
  }

  private void queue(Map<GitEvent, Optional<List<NewRun>>> plan, long last)
      throws InterruptedException {
    while (true) {
      try {
        List<Run> queued = store.write(tx -> insert(tx, plan, last));
        durable = last;
        queued.forEach(queue::add);
        return;
      } catch (StoreException e) {
        pause(e);
      }
    }
  }

  private List<Run> insert(Tx tx, Map<GitEvent, Optional<List<NewRun>>> plan, long last)
      throws SQLException {
    List<Run> queued = new ArrayList<>();
    for (Map.Entry<GitEvent, Optional<List<NewRun>>> entry : plan.entrySet()) {
      GitEvent event = entry.getKey();
      if (entry.getValue().isEmpty()) {
        parked.add(tx, event);
        continue;
      }
      List<NewRun> runs = entry.getValue().get();
      parked.remove(tx, event);
      for (NewRun fresh : runs) {
        if (RunRows.insert(tx, fresh.run(), fresh.definition())) {
          queued.add(fresh.run());
        }
      }
      if (runs.isEmpty()) {
        log.append(
            tx,
            event.repository(),
            h -> new GitEventProcessed(h, event.id(), List.of(), true, Duration.ZERO));
      }
    }
    cursors.advance(tx, READER, last);
    return queued;
  }

  private void remember() {
    if (position > durable) {
      try {
        store.change(tx -> cursors.advance(tx, READER, position));
        durable = position;
      } catch (StoreException e) {
        LOG.debug("the cursor stays at {}", durable, e); // what is read again leads to no new run
      }
    }
  }

  /** What is planned stays planned; the rest is read at the next start. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
