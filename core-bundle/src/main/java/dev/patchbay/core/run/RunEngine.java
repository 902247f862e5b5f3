package dev.patchbay.core.run;

import dev.patchbay.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes runs from the queue and sees each to its end, on a thread of its own. */
final class RunEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private record Live(Run run, LiveRun control, Thread thread) {}

  private final Rooms rooms;
  private final RunQueue queue;
  private final Conduct conduct;
  private final Map<String, Live> lives = new ConcurrentHashMap<>();
  private final Thread dispatcher = Thread.ofVirtual().name("run-queue").unstarted(this::dispatch);

  RunEngine(Rooms rooms, RunQueue queue, Conduct conduct) {
    this.rooms = rooms;
    this.queue = queue;
    this.conduct = conduct;
  }

  /** Takes up what an earlier daemon left, then what is queued. */
  void start() {
    new LeftWorkers(rooms).endForsaken();
    Set<String> left = new HashSet<>(rooms.workspaces().left());
    for (Run run : new Recovery(rooms).open()) {
      left.remove(run.id());
      if (run.started().isAfter(Instant.EPOCH)) {
        LOG.info("run {} of {} was cut off and is taken up again", run.id(), run.job());
        queue.occupy(run.key());
        begin(run, run.status() == RunStatus.PAUSED);
      } else if (run.status() == RunStatus.QUEUED) {
        queue.add(run);
      }
    }
    dispatcher.start();
    Thread.ofVirtual().name("tidy").start(() -> conduct.tidy(left));
  }

  private void dispatch() {
    try {
      while (true) {
        // Under way for everybody before it is out of the queue: who cancels it finds it.
        RunQueue.Taken taken = queue.take(run -> begin(run, false));
        if (taken.contended() && taken.run().concurrency().equals("skip")) {
          skip(taken.run());
        } else if (taken.contended()) {
          queue.addWaiting(taken.run());
          cancelOthers(taken.run());
        }
      }
    } catch (InterruptedException end) {
      LOG.debug("no run is begun any more");
    }
  }

  private void begin(Run run, boolean paused) {
    LiveRun control = new LiveRun(paused);
    if (!run.error().isEmpty()) {
      control.cancel(run.error()); // before a crash
    }
    Thread thread = Thread.ofVirtual().name("run-" + run.id()).unstarted(() -> see(run, control));
    lives.put(run.id(), new Live(run, control, thread));
    thread.start();
  }

  /** Whatever happens, the run ends or is taken up once more, and the job is free again. */
  private void see(Run run, LiveRun control) {
    boolean settled = false;
    try {
      if (!conduct.toTheEnd(run, control)) {
        later(run, control);
      }
      settled = true;
    } catch (InterruptedException end) {
      LOG.info("run {} of {} is taken up at the next start", run.id(), run.job());
      settled = true;
    } catch (StoreException e) {
      LOG.warn("run {} of {} waits for the store: {}", run.id(), run.job(), e.getMessage());
      control.abandon();
      later(run, control);
      settled = true;
    } finally {
      lives.remove(run.id());
      queue.done(run.key());
      if (!settled) {
        control.abandon();
        conduct.fail(run, "the daemon failed; its log says why");
      }
    }
  }

  /** Takes a run up again when the store accepts, or its lock may be free. */
  private void later(Run run, LiveRun control) {
    Thread.ofVirtual().name("later-" + run.id()).start(() -> retry(run, control));
  }

  private void retry(Run run, LiveRun control) {
    try {
      boolean waits = true;
      while (waits) {
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        waits = !rooms.store().accepting() || !takenUp(run, control);
      }
    } catch (InterruptedException end) {
      LOG.debug("run {} waits for the next start", run.id());
    }
  }

  /** False when the store does not say how the run stands. */
  private boolean takenUp(Run run, LiveRun control) {
    Optional<Run> now;
    try {
      now = rooms.store().read(tx -> RunRows.find(tx, run.id()));
    } catch (StoreException e) {
      LOG.debug("run {} still waits for the store", run.id(), e);
      return false;
    }
    if (now.isPresent() && !now.get().status().ended()) {
      if (now.get().started().equals(Instant.EPOCH)) {
        queue.addWaiting(now.get());
      } else {
        queue.occupy(run.key());
        begin(now.get(), control.isPaused());
      }
    }
    return true;
  }

  private void skip(Run run) throws InterruptedException {
    try {
      conduct.skip(run, others(run).map(other -> other.run().id()).findFirst());
    } catch (StoreException e) {
      LOG.warn("run {} of {} is skipped later: {}", run.id(), run.job(), e.getMessage());
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      queue.add(run);
    }
  }

  private void cancelOthers(Run run) {
    others(run).forEach(live -> live.control().cancel("cancelled by run " + run.id()));
  }

  private Stream<Live> others(Run run) {
    return lives.values().stream().filter(live -> live.run().key().equals(run.key()));
  }

  /** The control of a run that is under way. */
  Optional<LiveRun> live(String run) {
    return Optional.ofNullable(lives.get(run)).map(Live::control);
  }

  /** Lets what runs end within the drain time; the rest is cut off, its workers ended. */
  @Override
  public void close() {
    dispatcher.interrupt();
    Instant deadline = Instant.now().plus(rooms.configuration().get().daemon().drain());
    List<Live> left = List.copyOf(lives.values());
    try {
      for (Live live : left) {
        Duration time = Duration.between(Instant.now(), deadline);
        if (time.isPositive()) {
          live.thread().join(time);
        }
      }
      left.forEach(live -> live.control().abandon());
      for (Live live : left) {
        live.thread().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
