package dev.patchbay.core.run;

import dev.patchbay.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A run that somebody wants by hand.
 *
 * @param repository its name or path; empty when there is only one
 * @param ref a branch, tag or commit; empty for the default branch
 * @param payload with its secrets, which guards alone see
 */
public record Submission(
    String job, String repository, String ref, Map<String, Object> payload, RunOptions options) {
  private static final Set<String> ALWAYS_SECRET = Set.of("token", "apiKey");

  public Submission {
    payload = Json.object(payload);
  }

  /** The payload as it is stored and shown. */
  Map<String, Object> shown(Set<String> secret) {
    Map<String, Object> shown = new LinkedHashMap<>(payload);
    shown.replaceAll(
        (key, value) -> ALWAYS_SECRET.contains(key) || secret.contains(key) ? Json.MASK : value);
    return shown;
  }

  @Override
  public String toString() {
    return "Submission[" + job + " of " + repository + " at " + ref + "]";
  }
}
