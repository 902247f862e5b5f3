package dev.patchbay.core.run;

import dev.patchbay.api.event.Lock;
import dev.patchbay.api.event.LockAcquired;
import dev.patchbay.api.event.LockFailed;
import dev.patchbay.api.event.LockReleased;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run of a job per repository at a time: rows taken by compare-and-swap, with an expiry. */
final class Locks {
  private final EventLog log;
  private final String home;

  Locks(EventLog log, String home) {
    this.log = log;
    this.home = home;
  }

  /**
   * False when another run has it; one that has expired is taken over. A run that has it already,
   * as after a crash, has it anew for this time.
   */
  boolean take(Tx tx, Run run, Instant now, Duration time) throws SQLException {
    Optional<Held> held = held(tx, run.key());
    if (held.isPresent() && held.get().run().equals(run.id())) {
      tx.update(
          "UPDATE job_lock SET expiry = ? WHERE repository = ? AND job = ?",
          now.plus(time),
          run.repository(),
          run.job());
      return true;
    }
    if (held.isPresent() && held.get().lock().expiry().isAfter(now)) {
      return false;
    }
    if (held.isPresent()) {
      remove(tx, run, held.get(), "expired");
    }
    Lock lock = new Lock(run.job(), run.fingerprint(), now, now.plus(time), home + "#" + run.id());
    tx.update(
        "INSERT INTO job_lock (repository, job, run, fingerprint, holder, taken, expiry)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        run.repository(),
        run.job(),
        run.id(),
        lock.fingerprint(),
        lock.holder(),
        lock.timestamp(),
        lock.expiry());
    log.append(tx, run.repository(), h -> new LockAcquired(h, run.job(), lock.fingerprint(), lock));
    return true;
  }

  /** Gives the lock back if the run still has it. */
  void release(Tx tx, Run run, String reason) throws SQLException {
    Optional<Held> held = held(tx, run.key());
    if (held.isPresent() && held.get().run().equals(run.id())) {
      remove(tx, run, held.get(), reason);
    }
  }

  /** Says that the run did not get the lock and will not wait for it. */
  void refuse(Tx tx, Run run) throws SQLException {
    Lock lock =
        held(tx, run.key())
            .map(Held::lock)
            .orElse(new Lock(run.job(), run.fingerprint(), Instant.EPOCH, Instant.EPOCH, ""));
    log.append(
        tx,
        run.repository(),
        h -> new LockFailed(h, run.job(), run.fingerprint(), lock, "already_locked", 0));
  }

  private void remove(Tx tx, Run run, Held held, String reason) throws SQLException {
    tx.update(
        "DELETE FROM job_lock WHERE repository = ? AND job = ? AND run = ?",
        run.repository(),
        run.job(),
        held.run());
    Lock lock = held.lock();
    log.append(
        tx,
        run.repository(),
        h -> new LockReleased(h, run.job(), lock.fingerprint(), lock, reason));
  }

  private record Held(String run, Lock lock) {}

  private static Optional<Held> held(Tx tx, LockKey key) throws SQLException {
    return tx.first(
        "SELECT * FROM job_lock WHERE repository = ? AND job = ?",
        Locks::row,
        key.repository(),
        key.job());
  }

  private static Held row(ResultSet row) throws SQLException {
    return new Held(
        row.getString("run"),
        new Lock(
            row.getString("job"),
            row.getString("fingerprint"),
            Instant.ofEpochMilli(row.getLong("taken")),
            Instant.ofEpochMilli(row.getLong("expiry")),
            row.getString("holder")));
  }
}
