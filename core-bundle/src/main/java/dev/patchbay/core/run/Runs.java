package dev.patchbay.core.run;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.Configuration.Retention;
import dev.patchbay.core.gate.Gates;
import dev.patchbay.core.git.Checkouts;
import dev.patchbay.core.job.Definition;
import dev.patchbay.core.job.JobDefinitions;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.process.Processes;
import dev.patchbay.core.receipt.Receipts;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import dev.patchbay.core.worker.Launchers;
import dev.patchbay.core.worker.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs: begun by events or by hand, carried out, and stopped. */
public final class Runs implements AutoCloseable {

  /** How many runs are under way at a time, for each core; most of their time they wait. */
  private static final int RUNS_PER_CORE = 8;

  private static final String BY_HAND = "cancelled by hand";

  private final Store store;
  private final RunQueue queue =
      new RunQueue(RUNS_PER_CORE * Runtime.getRuntime().availableProcessors());
  private final Waiters waiters = new Waiters();
  private final Rooms rooms;
  private final Start start;
  private final JobSource jobs;
  private final Planner planner;
  private final RunEngine engine;
  private final Submissions submissions;
  private final OldFiles oldFiles;

  /**
   * What runs need of the rest of the daemon.
   *
   * @param guards those on the board, by name
   * @param describers the sources of briefs on the board, by name
   */
  public record Needs(
      Store store,
      EventLog log,
      Repositories repositories,
      JobDefinitions definitions,
      Checkouts checkouts,
      Processes processes,
      Launchers launchers,
      Gates gates,
      Receipts receipts,
      Supplier<Map<String, Guard>> guards,
      Supplier<Map<String, Describer>> describers,
      Supplier<Configuration> configuration,
      Home home) {}

  /**
   * Whose runs they are.
   *
   * @param id of the home, by which its workers and locks are known
   */
  public record Home(Path path, String id, String host) {}

  public Runs(Needs needs) {
    this.store = needs.store();
    Artifacts artifacts = new Artifacts(needs.home().path());
    this.oldFiles = new OldFiles(store, needs.home().path(), artifacts);
    Locks locks = new Locks(needs.log(), needs.home().id());
    this.rooms =
        new Rooms(
            store,
            needs.log(),
            needs.launchers(),
            new Supervisor(),
            needs.processes(),
            new Workspaces(needs.home().path(), needs.repositories(), needs.checkouts()),
            artifacts,
            new Briefs(needs.describers(), needs.log()),
            locks,
            new LevelGates(needs.gates(), needs.log(), needs.home().path()),
            new Ending(needs.log(), locks, needs.receipts()),
            needs.configuration(),
            needs.home());
    Guards guards = new Guards(needs.guards(), () -> needs.configuration().get().guards());
    this.start = new Start(rooms, guards, new Contexts(needs.repositories(), needs.home().host()));
    this.engine =
        new RunEngine(rooms, queue, new Conduct(rooms, start, new Pinned(store), waiters));
    this.jobs = new JobSource(needs.repositories(), needs.definitions(), needs.configuration());
    this.planner = new Planner(store, needs.log(), jobs, queue);
    this.submissions = new Submissions(store, needs.repositories(), jobs, start, queue, waiters);
  }

  public static Schema schema() {
    return RunTables.SCHEMA;
  }

  /** Takes up what was cut off, and begins to read the log. */
  public void start() {
    engine.start();
    planner.start();
  }

  /** The definitions that hold for a commit: its own, or those of the default branch. */
  public List<Definition> definitions(Repo repo, String commit) {
    return jobs.definitions(repo, commit);
  }

  /**
   * Queues a run by hand and answers its id, also when its guards denied it.
   *
   * @throws SubmissionException when there is no such job, repository or commit
   */
  public String submit(Submission submission) {
    return submissions.submit(submission);
  }

  /** Completed when the run has ended and its events can be read; at once when it had. */
  public CompletableFuture<RunStatus> ended(String run) {
    CompletableFuture<RunStatus> end = waiters.of(run);
    Optional<RunStatus> status = find(run).map(Run::status).filter(RunStatus::ended);
    if (status.isPresent()) {
      if (store.accepting()) {
        store.change(tx -> {}); // its row is read before its events are: let them come
      }
      waiters.ended(run, status.get());
    }
    return end;
  }

  /** False when there is no such run, or it has ended; else this outlives the daemon. */
  public boolean cancel(String run) {
    if (outOfQueue(run, this::cancelQueued).isPresent()) {
      return true;
    }
    // One that has ended is live for a moment yet, until its worker has put its things away.
    if (find(run).filter(known -> known.status().ended()).isPresent()) {
      return false;
    }
    Optional<LiveRun> live = engine.live(run);
    if (live.isPresent()) {
      live.get().cancel(BY_HAND);
      store.change(tx -> RunRows.cancel(tx, run, BY_HAND)); // also should the daemon be killed now
      return true;
    }
    Optional<Run> paused = find(run).filter(known -> known.status() == RunStatus.PAUSED);
    return paused.map(this::cancelQueued).orElse(false);
  }

  /** What is done with a run that was queued; when the store refuses it, the run is so again. */
  private Optional<Boolean> outOfQueue(String run, Predicate<Run> done) {
    Optional<Run> queued = queue.remove(run);
    try {
      return queued.map(done::test);
    } catch (StoreException e) {
      queued.ifPresent(queue::add);
      throw e;
    }
  }

  private boolean cancelQueued(Run run) {
    Run cancelled = run.as(RunStatus.CANCELLED, BY_HAND);
    Ending.Account account = Ending.Account.none(start.contexts().of(cancelled, Optional.empty()));
    store.change(tx -> rooms.ending().end(tx, cancelled, account));
    waiters.ended(run.id(), RunStatus.CANCELLED);
    return true;
  }

  /** No task of the run is begun until it is resumed; false when it is not under way or queued. */
  public boolean pause(String run) {
    Optional<Boolean> queued =
        outOfQueue(run, waits -> move(run, RunStatus.QUEUED, RunStatus.PAUSED));
    if (queued.isPresent()) {
      return queued.get();
    }
    Optional<LiveRun> live = engine.live(run);
    live.ifPresent(control -> control.pause(true));
    boolean paused = move(run, RunStatus.RUNNING, RunStatus.PAUSED);
    if (!paused) {
      live.ifPresent(control -> control.pause(false));
    }
    return paused;
  }

  /** False when it is not paused. */
  public boolean resume(String run) {
    Optional<LiveRun> live = engine.live(run);
    boolean moved =
        move(run, RunStatus.PAUSED, live.isPresent() ? RunStatus.RUNNING : RunStatus.QUEUED);
    live.ifPresent(control -> control.pause(false));
    if (moved && live.isEmpty()) {
      find(run).ifPresent(queue::add);
    }
    return moved;
  }

  private boolean move(String run, RunStatus from, RunStatus to) {
    return store.write(tx -> RunRows.move(tx, run, from, to));
  }

  private Optional<Run> find(String run) {
    return store.read(tx -> RunRows.find(tx, run));
  }

  /** Removes logs and artifacts that have been kept long enough. */
  public void sweep(Retention retention, Instant now) throws IOException {
    try {
      oldFiles.removeLogs(now.minus(retention.logs()));
    } finally {
      oldFiles.removeArtifacts(now.minus(retention.artifacts()));
    }
  }

  /** No run is begun any more; those under way have the drain time. */
  @Override
  public void close() {
    planner.close();
    engine.close();
  }
}
