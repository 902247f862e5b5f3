package dev.patchbay.core.run;

import dev.patchbay.api.event.Trigger;
import dev.patchbay.core.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of runs. */
final class RunRows {
  private RunRows() {}

  /** False when the same trigger has led to a run of the job before. */
  static boolean insert(Tx tx, Run run, String definition) throws SQLException {
    tx.update(
        "INSERT OR IGNORE INTO run_definition (version, text) VALUES (?, ?)",
        run.version(),
        definition);
    return 1
        == tx.update(
            "INSERT OR IGNORE INTO run (id, repository, job, trigger_kind, trigger_event,"
                + " event_seq, event_time, commit_id, branch, tag, status, priority, version,"
                + " payload, options, fingerprint, concurrency, admitted, principal, attempts,"
                + " started, ended, error)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            run.id(),
            run.repository(),
            run.job(),
            run.trigger().kind(),
            run.trigger().event(),
            run.eventSeq(),
            run.eventTime(),
            run.commit(),
            run.branch(),
            run.tag(),
            run.status().word(),
            run.priority(),
            run.version(),
            JsonText.write(run.payload()),
            JsonText.write(run.options().json()),
            run.fingerprint(),
            run.concurrency(),
            run.admitted(),
            run.principal(),
            run.attempts(),
            run.started(),
            run.ended(),
            run.error());
  }

  static Optional<Run> find(Tx tx, String id) throws SQLException {
    return tx.first("SELECT * FROM run WHERE id = ?", RunRows::run, id);
  }

  /** All that have not ended, oldest first. */
  static List<Run> open(Tx tx) throws SQLException {
    return tx.list("SELECT * FROM run WHERE ended = 0 ORDER BY seq", RunRows::run);
  }

  /** The runs that one event led to, in the order they were planned. */
  static List<Run> ofEvent(Tx tx, String event) throws SQLException {
    return tx.list("SELECT * FROM run WHERE trigger_event = ? ORDER BY seq", RunRows::run, event);
  }

  /** Whether a run that an event led to has not ended. */
  static boolean isOpen(Tx tx, String event) throws SQLException {
    return tx.first(
            "SELECT 1 FROM run WHERE trigger_event = ? AND ended = 0 LIMIT 1", row -> true, event)
        .isPresent();
  }

  static String definition(Tx tx, String version) throws SQLException {
    return tx.first(
            "SELECT text FROM run_definition WHERE version = ?", row -> row.getString(1), version)
        .orElse("");
  }

  /** From queued to running; false when it is not queued any more. */
  static boolean start(Tx tx, Run run) throws SQLException {
    return 1
        == tx.update(
            "UPDATE run SET status = 'running', started = ?, attempts = ?, admitted = 1,"
                + " principal = ? WHERE id = ? AND status = 'queued'",
            run.started(),
            run.attempts(),
            run.principal(),
            run.id());
  }

  static void attempt(Tx tx, Run run) throws SQLException {
    tx.update("UPDATE run SET attempts = ? WHERE id = ?", run.attempts(), run.id());
  }

  /** From one open status to another; false when it has another one. */
  static boolean move(Tx tx, String id, RunStatus from, RunStatus to) throws SQLException {
    return 1
        == tx.update(
            "UPDATE run SET status = ? WHERE id = ? AND status = ?", to.word(), id, from.word());
  }

  /** Why a run is to end that has not ended yet: an error that is there before the end. */
  static void cancel(Tx tx, String id, String reason) throws SQLException {
    tx.update("UPDATE run SET error = ? WHERE id = ? AND ended = 0", reason, id);
  }

  /** The end; false when it had ended before. */
  static boolean end(Tx tx, Run run, Instant when) throws SQLException {
    return 1
        == tx.update(
            "UPDATE run SET status = ?, ended = ?, error = ?, principal = ?"
                + " WHERE id = ? AND ended = 0",
            run.status().word(),
            when,
            run.error(),
            run.principal(),
            run.id());
  }

  static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getString("id"),
        row.getString("repository"),
        row.getString("job"),
        new Trigger(row.getString("trigger_kind"), row.getString("trigger_event")),
        row.getLong("event_seq"),
        Instant.ofEpochMilli(row.getLong("event_time")),
        row.getString("commit_id"),
        row.getString("branch"),
        row.getString("tag"),
        RunStatus.of(row.getString("status")),
        row.getInt("priority"),
        row.getString("version"),
        JsonText.object(row.getString("payload")),
        RunOptions.of(JsonText.object(row.getString("options"))),
        row.getString("fingerprint"),
        row.getString("concurrency"),
        row.getBoolean("admitted"),
        row.getString("principal"),
        row.getInt("attempts"),
        Instant.ofEpochMilli(row.getLong("started")),
        Instant.ofEpochMilli(row.getLong("ended")),
        row.getString("error"));
  }
}
