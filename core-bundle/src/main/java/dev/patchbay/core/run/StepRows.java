package dev.patchbay.core.run;

import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.core.store.Tx;
import dev.patchbay.core.worker.Launchers;
import dev.patchbay.core.worker.LogPlace;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of levels and tasks: what a run has done, and what it intends. */
final class StepRows {
  static final String RUNNING = "running";
  static final String DONE = "done";
  static final String FAILED = "failed";

  /** A level that has begun. */
  record LevelRow(int level, int round, String status, List<Map<String, Object>> gates) {}

  /**
   * A task that has begun.
   *
   * @param handle of its last worker, empty before that is known to run
   * @param result of a task that has ended
   * @param deadline when the worker's time is over; the epoch when nobody has written it down
   * @param place how far the output of a worker elsewhere stands in the task's log
   */
  record TaskRow(
      String task,
      int level,
      int round,
      String status,
      String worker,
      String launcher,
      String handle,
      String result,
      Instant deadline,
      LogPlace place) {

    /** Of a task whose worker is yet to be started. */
    static final TaskRow NONE =
        new TaskRow("", 0, 0, "", "", "", "", "", Instant.EPOCH, new LogPlace(0, 0));

    /** Of one whose worker was asked for, and of which no more is known. */
    static TaskRow of(Intent intent) {
      return new TaskRow(
          intent.task().id(),
          intent.level(),
          intent.round(),
          RUNNING,
          intent.worker(),
          intent.launcher(),
          "",
          "",
          Instant.EPOCH,
          NONE.place());
    }

    /** Of one of which only this is kept. */
    static TaskRow of(String worker, String launcher, String handle) {
      return new TaskRow(
          "", 0, 0, RUNNING, worker, launcher, handle, "", Instant.EPOCH, NONE.place());
    }

    /** Whether everybody has been told of its worker. */
    boolean isTold() {
      return !handle.isEmpty();
    }

    /** Whether its worker may still run: it is no process that ends with its daemon. */
    boolean isLeft() {
      return status.equals(RUNNING) && !Launchers.BUILT_IN.contains(launcher);
    }

    /** Its worker; one whose process was never recorded is known by its id alone. */
    WorkerHandle workerHandle() {
      Map<String, String> ids = new LinkedHashMap<>();
      JsonText.object(handle).forEach((key, value) -> ids.put(key, value.toString()));
      return new WorkerHandle(launcher, worker, ids);
    }
  }

  private StepRows() {}

  static void level(
      Tx tx, String run, int level, int round, String status, List<Map<String, Object>> gates)
      throws SQLException {
    tx.update(
        "INSERT INTO run_level (run, level, round, status, gates) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET round = excluded.round, status = excluded.status,"
            + " gates = excluded.gates",
        run,
        level,
        round,
        status,
        gates.isEmpty() ? "" : JsonText.write(gates));
  }

  /** The intent to start a worker, before there is a process. */
  static void intend(Tx tx, String run, Intent intent, Instant deadline) throws SQLException {
    tx.update(
        "INSERT INTO run_task (run, task, level, round, status, worker, launcher, handle, result,"
            + " deadline) VALUES (?, ?, ?, ?, ?, ?, ?, '', '', ?)"
            + " ON CONFLICT DO UPDATE SET level = excluded.level, round = excluded.round,"
            + " status = excluded.status, worker = excluded.worker, launcher = excluded.launcher,"
            + " handle = '', result = '', deadline = excluded.deadline, taken = 0, logged = 0",
        run,
        intent.task().id(),
        intent.level(),
        intent.round(),
        RUNNING,
        intent.worker(),
        intent.launcher(),
        deadline);
  }

  /** The worker is there, and by this it is found again. */
  static void spawned(
      Tx tx, String run, String task, WorkerHandle handle, Instant deadline, LogPlace place)
      throws SQLException {
    tx.update(
        "UPDATE run_task SET handle = ?, deadline = ?, taken = ?, logged = ?"
            + " WHERE run = ? AND task = ? AND worker = ?",
        JsonText.write(handle.ids()),
        deadline,
        place.taken(),
        place.length(),
        run,
        task,
        handle.worker());
  }

  /** More of the worker's output stands in the log. */
  static void moved(Tx tx, String run, String task, String worker, LogPlace place)
      throws SQLException {
    tx.update(
        "UPDATE run_task SET taken = ?, logged = ? WHERE run = ? AND task = ? AND worker = ?",
        place.taken(),
        place.length(),
        run,
        task,
        worker);
  }

  static void ended(Tx tx, String run, TaskResult result) throws SQLException {
    tx.update(
        "UPDATE run_task SET status = ?, result = ? WHERE run = ? AND task = ?",
        result.success() ? DONE : FAILED,
        result.json(),
        run,
        result.task());
  }

  /** Its worker is to be ended, however long that takes. */
  static void forsake(Tx tx, TaskRow row) throws SQLException {
    tx.update(
        "INSERT OR REPLACE INTO forsaken_worker (worker, launcher, handle) VALUES (?, ?, ?)",
        row.worker(),
        row.launcher(),
        row.handle());
  }

  static void ended(Tx tx, String worker) throws SQLException {
    tx.update("DELETE FROM forsaken_worker WHERE worker = ?", worker);
  }

  static List<TaskRow> forsaken(Tx tx) throws SQLException {
    return tx.list(
        "SELECT worker, launcher, handle FROM forsaken_worker",
        row -> TaskRow.of(row.getString(1), row.getString(2), row.getString(3)));
  }

  static List<LevelRow> levels(Tx tx, String run) throws SQLException {
    return tx.list(
        "SELECT level, round, status, gates FROM run_level WHERE run = ? ORDER BY level",
        row ->
            new LevelRow(
                row.getInt(1), row.getInt(2), row.getString(3), JsonText.objects(row.getString(4))),
        run);
  }

  static List<TaskRow> tasks(Tx tx, String run) throws SQLException {
    return tx.list(
        "SELECT task, level, round, status, worker, launcher, handle, result, deadline, taken,"
            + " logged FROM run_task WHERE run = ?",
        row ->
            new TaskRow(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                Instant.ofEpochMilli(row.getLong(9)),
                new LogPlace(row.getLong(10), row.getLong(11))),
        run);
  }
}
