package dev.patchbay.core.run;

import dev.patchbay.core.store.Schema;
import java.util.List;

/** The tables of this room. */
final class RunTables {
  private static final String FIRST =
      """
      CREATE TABLE run (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        repository TEXT NOT NULL,
        job TEXT NOT NULL,
        trigger_kind TEXT NOT NULL,
        trigger_event TEXT NOT NULL,
        event_seq INTEGER NOT NULL,
        event_time INTEGER NOT NULL,
        commit_id TEXT NOT NULL,
        branch TEXT NOT NULL,
        tag TEXT NOT NULL,
        status TEXT NOT NULL,
        priority INTEGER NOT NULL,
        version TEXT NOT NULL,
        payload TEXT NOT NULL,
        options TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        concurrency TEXT NOT NULL,
        admitted INTEGER NOT NULL,
        principal TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        started INTEGER NOT NULL,
        ended INTEGER NOT NULL,
        error TEXT NOT NULL,
        UNIQUE (repository, job, trigger_event)
      );
      CREATE INDEX run_open ON run (seq) WHERE ended = 0;
      CREATE INDEX run_by_event ON run (trigger_event);
      CREATE INDEX run_open_by_event ON run (trigger_event) WHERE ended = 0;
      CREATE TABLE run_definition (version TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE run_level (
        run TEXT NOT NULL,
        level INTEGER NOT NULL,
        round INTEGER NOT NULL,
        status TEXT NOT NULL,
        gates TEXT NOT NULL,
        PRIMARY KEY (run, level)
      ) WITHOUT ROWID;
      CREATE TABLE run_task (
        run TEXT NOT NULL,
        task TEXT NOT NULL,
        level INTEGER NOT NULL,
        round INTEGER NOT NULL,
        status TEXT NOT NULL,
        worker TEXT NOT NULL,
        launcher TEXT NOT NULL,
        handle TEXT NOT NULL,
        result TEXT NOT NULL,
        PRIMARY KEY (run, task)
      ) WITHOUT ROWID;
      CREATE TABLE job_lock (
        repository TEXT NOT NULL,
        job TEXT NOT NULL,
        run TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        holder TEXT NOT NULL,
        taken INTEGER NOT NULL,
        expiry INTEGER NOT NULL,
        PRIMARY KEY (repository, job)
      ) WITHOUT ROWID;
      """;

  private static final String PARKED =
      """
      CREATE TABLE parked_event (
        seq INTEGER PRIMARY KEY,
        event TEXT NOT NULL,
        repository TEXT NOT NULL
      );
      """;

  /** Each artifact with the last event that speaks of it, whichever run it was. */
  private static final String ARTIFACTS =
      """
      CREATE TABLE run_artifact (
        sha256 TEXT PRIMARY KEY,
        seq INTEGER NOT NULL,
        at INTEGER NOT NULL
      ) WITHOUT ROWID;
      """;

  /** Until when a worker may run, and how far its output stands in the task's log. */
  private static final String FOLLOWED =
      """
      ALTER TABLE run_task ADD COLUMN deadline INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE run_task ADD COLUMN taken INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE run_task ADD COLUMN logged INTEGER NOT NULL DEFAULT 0;
      """;

  /** Workers elsewhere that nobody follows, until they have been ended. */
  private static final String FORSAKEN =
      """
      CREATE TABLE forsaken_worker (
        worker TEXT NOT NULL PRIMARY KEY,
        launcher TEXT NOT NULL,
        handle TEXT NOT NULL
      ) WITHOUT ROWID;
      """;

  static final Schema SCHEMA =
      new Schema("run", List.of(FIRST, PARKED, ARTIFACTS, FOLLOWED, FORSAKEN));

  private RunTables() {}
}
