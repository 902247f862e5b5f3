package dev.patchbay.core.run;

import dev.patchbay.api.event.Artifact;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** By which event hooks are told of an artifact; of several runs' the last one counts. */
final class ArtifactRows {
  private ArtifactRows() {}

  static void told(Tx tx, List<Artifact> artifacts, long seq, Instant now) throws SQLException {
    for (Artifact artifact : artifacts) {
      tx.update(
          "INSERT INTO run_artifact (sha256, seq, at) VALUES (?, ?, ?)"
              + " ON CONFLICT DO UPDATE SET seq = excluded.seq, at = excluded.at",
          artifact.sha256(),
          seq,
          now);
    }
  }

  /** Whether it is needed still: it is young, or a reader of the log has its event before it. */
  static boolean isNeeded(Tx tx, String sha256, Instant before) throws SQLException {
    return tx.first(
            "SELECT 1 FROM run_artifact WHERE sha256 = ? AND (at >= ?"
                + " OR seq > (SELECT coalesce(min(position), seq) FROM cursor))",
            row -> true,
            sha256,
            before)
        .isPresent();
  }

  /** Unless a run has told of it again meanwhile. */
  static void forget(Tx tx, String sha256, Instant before) throws SQLException {
    tx.update("DELETE FROM run_artifact WHERE sha256 = ? AND at < ?", sha256, before);
  }
}
