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
import dev.patchbay.core.worker.Launchers;
import dev.patchbay.core.worker.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs: begun by events or by hand, carried out, and stopped. */
public final class Runs implements AutoCloseable {

  /** How many runs are under way at a time, for each core; most of their time they wait. */
  private static final int RUNS_PER_CORE = 8;

  private final Store store;
  private final Waiters waiters = new Waiters();
  private final JobSource jobs;
  private final Planner planner;
  private final RunEngine engine;
  private final Submissions submissions;
  private final RunControl control;
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
    Rooms rooms =
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
            new LevelGates(needs.gates(), needs.log(), needs.home()),
            new Ending(needs.log(), locks, needs.receipts()),
            needs.configuration(),
            needs.home());
    Guards guards = new Guards(needs.guards(), () -> needs.configuration().get().guards());
    Start start = new Start(rooms, guards, new Contexts(needs.repositories(), needs.home().host()));
    RunQueue queue = new RunQueue(RUNS_PER_CORE * Runtime.getRuntime().availableProcessors());
    this.engine =
        new RunEngine(rooms, queue, new Conduct(rooms, start, new Pinned(store), waiters));
    this.jobs = new JobSource(needs.repositories(), needs.definitions(), needs.configuration());
    this.planner = new Planner(store, needs.log(), jobs, queue);
    this.submissions = new Submissions(store, needs.repositories(), jobs, start, queue, waiters);
    this.control = new RunControl(rooms, queue, engine, start.contexts(), waiters);
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
    Optional<RunStatus> status =
        store.read(tx -> RunRows.find(tx, run)).map(Run::status).filter(RunStatus::ended);
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
    return control.cancel(run);
  }

  /** No task of the run is begun until it is resumed; false when it is not under way or queued. */
  public boolean pause(String run) {
    return control.pause(run);
  }

  /** False when it is not paused. */
  public boolean resume(String run) {
    return control.resume(run);
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
