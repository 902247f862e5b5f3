package dev.patchbay.core.run;

import dev.patchbay.api.query.Page;
import dev.patchbay.api.query.RunFilter;
import dev.patchbay.api.query.RunInfo;
import dev.patchbay.core.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What ran, for those who look. */
public final class RunHistory {

  /**
   * A task of a run that was begun.
   *
   * @param status {@code running}, {@code done} or {@code failed}
   */
  public record Task(String id, int level, String status, String worker, String launcher) {}

  private record Row(long seq, RunInfo info) {}

  private final Store store;
  private final Path home;

  public RunHistory(Store store, Path home) {
    this.store = store;
    this.home = home;
  }

  /** Newest first; {@code after} is empty or the page before's {@code next}. */
  public Page<RunInfo> list(RunFilter filter, String after, int limit) {
    long before = after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
    List<Row> rows =
        store.read(
            tx ->
                tx.list(
                    "SELECT * FROM run WHERE seq < ? AND (? = '' OR job = ?)"
                        + " AND (? = '' OR repository = ?) AND (? = '' OR status = ?)"
                        + " ORDER BY seq DESC LIMIT ?",
                    row -> new Row(row.getLong("seq"), info(row)),
                    before,
                    filter.job(),
                    filter.job(),
                    filter.repository(),
                    filter.repository(),
                    filter.status(),
                    filter.status(),
                    limit + 1));
    boolean more = rows.size() > limit;
    List<Row> page = more ? rows.subList(0, limit) : rows;
    return new Page<>(
        page.stream().map(Row::info).toList(), more ? Long.toString(page.getLast().seq()) : "");
  }

  /** What the events of a run's steps do not say themselves, by the names of placeholders. */
  public Map<String, String> about(String run) {
    return find(run)
        .map(known -> Map.of("branch", known.branch(), "commit", known.commit()))
        .orElse(Map.of());
  }

  public Optional<RunInfo> find(String run) {
    return store.read(tx -> tx.first("SELECT * FROM run WHERE id = ?", RunHistory::info, run));
  }

  /** The jobs of which there are runs. */
  public List<String> jobs() {
    return store.read(tx -> tx.list("SELECT DISTINCT job FROM run", row -> row.getString(1)));
  }

  /** The repositories in which there are runs. */
  public List<String> repositories() {
    return store.read(
        tx -> tx.list("SELECT DISTINCT repository FROM run", row -> row.getString(1)));
  }

  /** The tasks of a run that were begun, by level. */
  public List<Task> tasks(String run) {
    return store.read(
        tx ->
            tx.list(
                "SELECT task, level, status, worker, launcher FROM run_task WHERE run = ?"
                    + " ORDER BY level, task",
                row ->
                    new Task(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                run));
  }

  /** The file with all that a task wrote, if it is still there. */
  public Optional<Path> log(String run, String task) {
    boolean known = tasks(run).stream().anyMatch(begun -> begun.id().equals(task));
    return known
        ? Optional.of(home.resolve(TaskFiles.log(run, task))).filter(Files::isRegularFile)
        : Optional.empty();
  }

  private static RunInfo info(ResultSet row) throws SQLException {
    Run run = RunRows.run(row);
    boolean begun = run.started().isAfter(Instant.EPOCH);
    Instant until = run.status().ended() ? run.ended() : Instant.now();
    return new RunInfo(
        run.id(),
        run.job(),
        run.repository(),
        run.commit(),
        run.branch(),
        run.status().word(),
        run.trigger(),
        run.started(),
        begun ? Duration.between(run.started(), until) : Duration.ZERO,
        run.attempts(),
        run.error());
  }
}
