package dev.patchbay.core.hook;

import dev.patchbay.api.event.Event;
import dev.patchbay.core.process.Placeholders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What an event has for the placeholders of a command. */
final class EventValues {
  /** Where in an event's JSON each value is, the first that is there counts. */
  private static final Map<String, List<String>> PLACES =
      Map.of(
          "level", List.of("/level"),
          "feature", List.of("/feature"),
          "task_id", List.of("/taskId"),
          "worker_id", List.of("/workerId"),
          "job", List.of("/job", "/receipt/job"),
          "run", List.of("/run"),
          "branch", List.of("/branch", "/context/branch", "/receipt/context/branch"),
          "commit", List.of("/to", "/context/head", "/receipt/commit", "/mergeCommit", "/from"),
          "repository", List.of("/repository"));

  private EventValues() {}

  /**
   * A value for each placeholder; empty where neither the event nor its run has one.
   *
   * @param runs what is known of a run by its id, for the events of its steps
   */
  static Map<String, String> of(
      Event event, JsonNode json, Function<String, Map<String, String>> runs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : Placeholders.NAMES) {
      String value = "";
      for (String place : PLACES.getOrDefault(name, List.of())) {
        JsonNode found = json.at(place);
        if (value.isEmpty() && found.isValueNode()) {
          value = found.asString();
        }
      }
      values.put(name, value);
    }
    values.put("event", event.name());
    String run = values.getOrDefault("run", "");
    if (!run.isEmpty() && values.getOrDefault("commit", "").isEmpty()) {
      runs.apply(run).forEach((name, value) -> values.replace(name, "", value));
    }
    return values;
  }
}
