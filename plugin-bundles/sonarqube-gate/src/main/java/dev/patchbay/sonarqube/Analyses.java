package dev.patchbay.sonarqube;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.http.JsonObject;
import dev.patchbay.http.Request;
import dev.patchbay.http.RestClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The analyses of a project that the server has yet to work through: until then its gate is old.
 */
record Analyses(RestClient sonar, Duration atMost, Duration between) {
  private static final Set<String> UNDER_WAY = Set.of("PENDING", "IN_PROGRESS");
  private static final Set<String> FAILED = Set.of("FAILED", "CANCELED");
  private static final JsonObject NONE = new JsonObject(Map.of());

  /** The last analysis when it failed, an empty object when all is well. */
  JsonObject await(String project, String branch, String what) throws InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      JsonObject tasks = tasks(project);
      JsonObject current = tasks.object("current");
      boolean queued = tasks.objects("queue").stream().anyMatch(task -> concerns(task, branch));
      if (!queued && !UNDER_WAY.contains(current.text("status"))) {
        return FAILED.contains(current.text("status")) && concerns(current, branch)
            ? current
            : NONE;
      }
      if (System.nanoTime() - begin + between.toNanos() > atMost.toNanos()) {
        throw new PluginException(
            Kind.UNAVAILABLE,
            "SonarQube was still analysing %s after %d s: run the gate again later, or raise the option waitTimeout"
                .formatted(what, atMost.toSeconds()));
      }
      Thread.sleep(between);
    }
  }

  private JsonObject tasks(String project) {
    try {
      return sonar.send(Request.get("api/ce/component").query("component", project)).json();
    } catch (PluginException failure) {
      // A project that has never been analysed: the question after this one says so plainly.
      if (failure.kind() == Kind.NOT_FOUND) {
        return NONE;
      }
      throw failure;
    }
  }

  private static boolean concerns(JsonObject task, String branch) {
    String its = task.text("branch");
    return branch.isEmpty() || its.isEmpty() || its.equals(branch);
  }
}
