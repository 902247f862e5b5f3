package dev.patchbay.core.run;

import dev.patchbay.api.event.JobContext;
import dev.patchbay.api.event.JobStarting;
import dev.patchbay.api.guard.JobRequest;
import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Begins runs: the guards' verdict, the lock, and the event that says so, in one transaction. */
final class Start {
  /** What a run may take beyond its own timeout, to end its workers and write its receipt. */
  private static final Duration REST = Duration.ofMinutes(5);

  private final Rooms rooms;
  private final Guards guards;
  private final Contexts contexts;

  Start(Rooms rooms, Guards guards, Contexts contexts) {
    this.rooms = rooms;
    this.guards = guards;
    this.contexts = contexts;
  }

  Contexts contexts() {
    return contexts;
  }

  /** Asks the guards, with the payload as it was submitted. */
  Decision ask(Run run, JobDefinition job, Map<String, Object> payload) {
    if (guards.none()) {
      return Decision.admit("");
    }
    return guards.ask(
        new JobRequest(
            run.id(),
            run.job(),
            run.repository(),
            run.commit(),
            run.branch(),
            run.trigger(),
            payload,
            TaskEnvironment.of(run, job)));
  }

  /** To be part of a transaction, which {@link NotStarted} takes back. */
  void begin(Tx tx, Run run, JobDefinition job, JobContext context) throws SQLException {
    if (!RunRows.start(tx, run)) {
      throw NotStarted.notQueued();
    }
    if (!rooms.locks().take(tx, run, Instant.now(), lockTime(job))) {
      throw NotStarted.locked();
    }
    rooms.tell(tx, run, h -> new JobStarting(h, run.id(), run.job(), run.payload(), context));
  }

  /** For a run that was cut off: another attempt, with the lock it has. */
  void again(Tx tx, Run run, JobDefinition job) throws SQLException {
    RunRows.attempt(tx, run);
    rooms.locks().take(tx, run, Instant.now(), lockTime(job));
  }

  void deny(Run run, Decision decision, JobDefinition job) {
    Run denied = run.as(RunStatus.DENIED, decision.guard() + ": " + decision.reason());
    JobContext context = contexts.of(denied, job);
    rooms
        .store()
        .change(tx -> rooms.ending().deny(tx, denied, decision, Ending.Account.none(context)));
  }

  private static Duration lockTime(JobDefinition job) {
    return job.settings().timeout().plus(REST);
  }
}
