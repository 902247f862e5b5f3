package dev.patchbay.api.query;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.Json;
import java.time.Instant;
import java.util.Map;

/**
 * A receipt.
 *
 * <p>What {@code json} holds is what {@code line} says, without what is null there; the line alone
 * is what hashes are made of.
 *
 * @param id its id
 * @param job the id of the job
 * @param repository the name of the repository
 * @param commit the commit whose note it is
 * @param status {@code succeeded}, {@code failed}, {@code cancelled} or {@code denied}
 * @param timestamp when the run ended
 * @param json all of it
 * @param line its exact line in the note, without the newline
 */
public record Receipt(
    String id,
    String job,
    String repository,
    String commit,
    String status,
    Instant timestamp,
    Map<String, Object> json,
    String line) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public Receipt {
    requireNonNull(id, "id");
    requireNonNull(job, "job");
    requireNonNull(repository, "repository");
    requireNonNull(commit, "commit");
    requireNonNull(status, "status");
    requireNonNull(timestamp, "timestamp");
    json = Json.object(json);
    requireNonNull(line, "line");
  }
}
