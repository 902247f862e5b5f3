package dev.patchbay.core.run;

import dev.patchbay.api.query.Page;
import dev.patchbay.api.query.RunFilter;
import dev.patchbay.api.query.RunInfo;
import dev.patchbay.core.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs as listings show them, newest first. */
public final class RunListing {
  /** The place of a row, by which the next page begins. */
  private record Placed(long seq, RunInfo run) {}

  private final Store store;

  public RunListing(Store store) {
    this.store = store;
  }

  public Page<RunInfo> page(RunFilter filter, String after, int limit) {
    long before = after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
    List<Placed> rows =
        store.read(
            tx ->
                tx.list(
                    """
                    SELECT * FROM run
                    WHERE seq < ?1
                      AND (?2 = '' OR job = ?2)
                      AND (?3 = '' OR repository = ?3)
                      AND (?4 = '' OR status = ?4)
                    ORDER BY seq DESC LIMIT ?5""",
                    RunListing::placed,
                    before,
                    filter.job(),
                    filter.repository(),
                    filter.status(),
                    limit));
    String next = rows.size() < limit ? "" : Long.toString(rows.getLast().seq());
    return new Page<>(rows.stream().map(Placed::run).toList(), next);
  }

  public Optional<RunInfo> find(String id) {
    return store.read(tx -> RunRows.find(tx, id)).map(RunListing::info);
  }

  private static Placed placed(ResultSet row) throws SQLException {
    return new Placed(row.getLong("seq"), info(RunRows.run(row)));
  }

  private static RunInfo info(Run run) {
    return new RunInfo(
        run.id(),
        run.job(),
        run.repository(),
        run.commit(),
        run.branch(),
        run.status().word(),
        run.trigger(),
        run.started(),
        took(run),
        run.attempts(),
        run.error());
  }

  private static Duration took(Run run) {
    if (!run.started().isAfter(Instant.EPOCH)) {
      return Duration.ZERO;
    }
    Instant end = run.ended().isAfter(Instant.EPOCH) ? run.ended() : Instant.now();
    return Duration.between(run.started(), end);
  }
}
