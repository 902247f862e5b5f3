package dev.patchbay.core.run;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.core.log.DamagedEventException;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events whose repository could not be read when their turn came: they wait here, so that the
 * planner's cursor does not, and are planned once it is back.
 */
final class ParkedEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ParkedEvents.class);
  private static final int BATCH = 64;

  static final Duration PAUSE = Duration.ofSeconds(1);

  private final Store store;
  private final EventLog log;
  private final JobSource jobs;
  private volatile boolean any = true;
  private volatile long looked = System.nanoTime();

  ParkedEvents(Store store, EventLog log, JobSource jobs) {
    this.store = store;
    this.log = log;
    this.jobs = jobs;
  }

  /** False when it is known that none wait. */
  boolean any() {
    return any;
  }

  /** A moment after the last look, so that what is being removed or restored is so by then. */
  boolean due() {
    return any && System.nanoTime() - looked >= PAUSE.toNanos();
  }

  void add(Tx tx, GitEvent event) throws SQLException {
    any = true;
    looked = System.nanoTime();
    tx.update(
        "INSERT OR IGNORE INTO parked_event (seq, event, repository) VALUES (?, ?, ?)",
        event.seq(),
        event.id(),
        event.repository());
  }

  void remove(Tx tx, GitEvent event) throws SQLException {
    tx.update("DELETE FROM parked_event WHERE seq = ?", event.seq());
  }

  /** The runs of those whose repository is back, oldest event first. */
  Map<GitEvent, Optional<List<NewRun>>> back() {
    looked = System.nanoTime();
    Map<GitEvent, Optional<List<NewRun>>> plan = new LinkedHashMap<>();
    List<String> waiting =
        store.read(
            tx -> tx.list("SELECT DISTINCT repository FROM parked_event", row -> row.getString(1)));
    any = !waiting.isEmpty();
    for (String repository : waiting) {
      if (jobs.isThere(repository)) {
        for (String id : of(repository)) {
          find(id)
              .ifPresentOrElse(event -> plan.put(event, jobs.runsAtLast(event)), () -> forget(id));
        }
      }
    }
    return plan;
  }

  private List<String> of(String repository) {
    return store.read(
        tx ->
            tx.list(
                "SELECT event FROM parked_event WHERE repository = ? ORDER BY seq LIMIT " + BATCH,
                row -> row.getString(1),
                repository));
  }

  private Optional<GitEvent> find(String id) {
    try {
      Optional<Event> event = log.find(id);
      return event.filter(GitEvent.class::isInstance).map(GitEvent.class::cast);
    } catch (DamagedEventException e) {
      LOG.error("an event of the log cannot be planned: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void forget(String id) {
    LOG.warn("event {} waited for its repository and is no longer in the log", id);
    store.change(tx -> tx.update("DELETE FROM parked_event WHERE event = ?", id));
  }
}
