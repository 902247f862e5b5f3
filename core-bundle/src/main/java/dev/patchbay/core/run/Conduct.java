package dev.patchbay.core.run;

import dev.patchbay.api.event.JobContext;
import dev.patchbay.core.job.JobDefinition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Sees one run to its end, from wherever it stands. */
final class Conduct {
  private final Rooms rooms;
  private final Start start;
  private final Pinned pinned;
  private final Waiters waiters;

  Conduct(Rooms rooms, Start start, Pinned pinned, Waiters waiters) {
    this.rooms = rooms;
    this.start = start;
    this.pinned = pinned;
    this.waiters = waiters;
  }

  /**
   * Returns when the end is durable; false when another daemon has the lock of the job.
   *
   * @throws InterruptedException when this daemon ends first
   */
  boolean toTheEnd(Run run, LiveRun control) throws InterruptedException {
    Optional<JobDefinition> job = pinned.of(run);
    if (job.isEmpty()) {
      fail(run, "its definition cannot be read by this version of Patchbay");
      return true;
    }
    if (run.started().equals(Instant.EPOCH)) {
      return fresh(run, job.get(), control);
    }
    cutOff(run, job.get(), control);
    return true;
  }

  private boolean fresh(Run run, JobDefinition job, LiveRun control) throws InterruptedException {
    Run admitted = run;
    if (!run.admitted()) {
      Decision decision = start.ask(run, job, run.payload());
      if (!decision.admitted()) {
        start.deny(run, decision, job);
        waiters.ended(run.id(), RunStatus.DENIED);
        return true;
      }
      admitted = run.admittedFor(decision.principal());
    }
    Run started = admitted.startedAt(Instant.now(), 1);
    JobContext context = start.contexts().of(started, job);
    Journal journal = new Journal(rooms.store());
    journal.add(tx -> start.begin(tx, started, job, context));
    try {
      ended(work(job, control, journal, Progress.none(), context).carryOut(started), job);
      return true;
    } catch (NotStarted e) {
      rooms.workspaces().remove(run.id());
      return !e.isLocked();
    }
  }

  private void cutOff(Run run, JobDefinition job, LiveRun control) throws InterruptedException {
    Run again = run.startedAt(run.started(), run.attempts() + 1);
    Progress progress = new Recovery(rooms).progress(run);
    rooms.store().change(tx -> start.again(tx, again, job));
    JobContext context = start.contexts().of(again, job);
    ended(work(job, control, new Journal(rooms.store()), progress, context).carryOut(again), job);
  }

  private RunWork work(
      JobDefinition job, LiveRun control, Journal journal, Progress progress, JobContext context) {
    return new RunWork(rooms, job, control, journal, progress, context);
  }

  private void ended(Run run, JobDefinition job) {
    waiters.ended(run.id(), run.status());
    if (!isKept(run, job)) {
      rooms.workspaces().remove(run.id());
    }
  }

  private static boolean isKept(Run run, JobDefinition job) {
    return run.status() == RunStatus.FAILED && job.settings().keepFailed();
  }

  /** Removes the folders of those that ended just before their daemon was killed. */
  void tidy(Collection<String> left) {
    for (String id : left) {
      Optional<Run> run = rooms.store().read(tx -> RunRows.find(tx, id));
      if (run.filter(this::staysAfterRestart).isEmpty()) {
        rooms.workspaces().remove(id);
      }
    }
  }

  private boolean staysAfterRestart(Run run) {
    return !run.status().ended() || pinned.of(run).filter(job -> isKept(run, job)).isPresent();
  }

  /** Ends a run that nothing more can be done for. */
  void fail(Run run, String why) {
    List<StepRows.TaskRow> tasks = rooms.store().read(tx -> StepRows.tasks(tx, run.id()));
    new LeftWorkers(rooms).end(tasks.stream().filter(StepRows.TaskRow::isLeft).toList());
    Run failed = run.as(RunStatus.FAILED, why);
    Ending.Account account = Ending.Account.none(start.contexts().of(failed, Optional.empty()));
    rooms.store().change(tx -> rooms.ending().end(tx, failed, account));
    waiters.ended(run.id(), RunStatus.FAILED);
  }

  /**
   * Ends a run that does not wait for another one of its job.
   *
   * @param other which, where it is not just ending
   */
  void skip(Run run, Optional<String> other) {
    String which = other.map(id -> "run " + id).orElse("another run");
    Run skipped =
        run.as(RunStatus.CANCELLED, "skipped: %s of the job is under way".formatted(which));
    rooms.store().change(tx -> rooms.ending().skip(tx, skipped));
    waiters.ended(run.id(), RunStatus.CANCELLED);
  }
}
