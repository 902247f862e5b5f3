package dev.patchbay.core.run;

import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.GitEventProcessed;
import dev.patchbay.api.event.JobCancelled;
import dev.patchbay.api.event.JobContext;
import dev.patchbay.api.event.JobDenied;
import dev.patchbay.api.event.JobError;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.JobFinished;
import dev.patchbay.api.event.JobOutcome;
import dev.patchbay.api.event.JobResult;
import dev.patchbay.api.event.JobSucceeded;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.receipt.ReceiptDraft;
import dev.patchbay.core.receipt.Receipts;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Ends runs: status, receipt, last events and lock, all in the transaction of the caller. */
final class Ending {
  private final EventLog log;
  private final Locks locks;
  private final Receipts receipts;

  Ending(EventLog log, Locks locks, Receipts receipts) {
    this.log = log;
    this.locks = locks;
    this.receipts = receipts;
  }

  /** What a run came to, for those who were not there. */
  record Account(
      JobContext context,
      JobResult result,
      String detail,
      List<ReceiptDraft.Level> levels,
      ReceiptDraft.About about) {

    /** Of a run that did nothing. */
    static Account none(JobContext context) {
      JobResult nothing = new JobResult(false, Duration.ZERO, List.of(), Map.of(), List.of());
      return new Account(context, nothing, "", List.of(), ReceiptDraft.About.NOTHING);
    }
  }

  /** Ends a run that was begun, or cancelled before; nothing when it had ended already. */
  void end(Tx tx, Run run, Account account) throws SQLException {
    Instant now = Instant.now();
    if (!RunRows.end(tx, run, now)) {
      return;
    }
    JobError error = new JobError(run.error(), account.detail());
    receipt(tx, run, account, error, now);
    JobFinished told = log.append(tx, run.repository(), h -> finished(h, run, account, error));
    ArtifactRows.told(tx, account.result().artifacts(), told.seq(), now);
    locks.release(tx, run, run.status() == RunStatus.SUCCEEDED ? "completed" : "failed");
    processed(tx, run, now);
  }

  /** Ends a run that the guards did not admit. */
  void deny(Tx tx, Run run, Decision decision, Account account) throws SQLException {
    Instant now = Instant.now();
    if (RunRows.end(tx, run, now)) {
      receipt(tx, run, account, new JobError(decision.reason(), ""), now);
      log.append(
          tx,
          run.repository(),
          h -> new JobDenied(h, run.id(), run.job(), decision.guard(), decision.reason()));
      processed(tx, run, now);
    }
  }

  /** Ends a run that does not wait for its lock: it leaves no receipt, for there was no run. */
  void skip(Tx tx, Run run) throws SQLException {
    Instant now = Instant.now();
    if (RunRows.end(tx, run, now)) {
      locks.refuse(tx, run);
      processed(tx, run, now);
    }
  }

  private void receipt(Tx tx, Run run, Account account, JobError error, Instant now)
      throws SQLException {
    receipts.write(
        tx,
        new ReceiptDraft(
            run.id(),
            run.job(),
            run.repository(),
            run.commit(),
            run.status().word(),
            now,
            account.result(),
            account.context(),
            error,
            account.levels(),
            account.about()));
  }

  private static JobFinished finished(EventHeader h, Run run, Account account, JobError error) {
    JobContext context = account.context();
    JobResult result = account.result();
    return switch (run.status()) {
      case SUCCEEDED -> new JobSucceeded(h, run.id(), run.job(), context, result);
      case CANCELLED -> new JobCancelled(h, run.id(), run.job(), context, result, error);
      default -> new JobFailed(h, run.id(), run.job(), context, result, error);
    };
  }

  /** With the last run of a Git event, that event is processed. */
  private void processed(Tx tx, Run run, Instant now) throws SQLException {
    if (run.eventSeq() == 0 || RunRows.isOpen(tx, run.trigger().event())) {
      return;
    }
    List<Run> runs = RunRows.ofEvent(tx, run.trigger().event());
    List<JobOutcome> outcomes =
        runs.stream()
            .map(other -> new JobOutcome(other.id(), other.job(), other.status().word()))
            .toList();
    boolean success = runs.stream().allMatch(other -> other.status() == RunStatus.SUCCEEDED);
    Duration took = Duration.between(run.eventTime(), now);
    log.append(
        tx,
        run.repository(),
        h -> new GitEventProcessed(h, run.trigger().event(), outcomes, success, took));
  }
}
