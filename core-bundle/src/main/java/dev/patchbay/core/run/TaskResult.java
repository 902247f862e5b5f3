package dev.patchbay.core.run;

import dev.patchbay.api.event.Artifact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a task ended.
 *
 * @param launcher the one really used
 * @param exitCode of its command; -1 when there was none
 * @param message why it failed; empty when it did not
 * @param output the last 4 KiB of its log
 * @param data what it wrote as its output; empty text for nothing
 */
record TaskResult(
    String task,
    String worker,
    String launcher,
    boolean success,
    int exitCode,
    Duration duration,
    int attempts,
    String message,
    String output,
    Object data,
    List<Artifact> artifacts) {

  TaskResult {
    artifacts = List.copyOf(artifacts);
  }

  /** As the store keeps it; the receipt has the same without {@code output} and {@code data}. */
  String json() {
    Map<String, Object> json = new LinkedHashMap<>(receipt());
    json.put("output", output);
    json.put("data", data);
    return JsonText.write(json);
  }

  /** As the receipt's level has it. */
  Map<String, Object> receipt() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", task);
    json.put("worker", worker);
    json.put("launcher", launcher);
    json.put("success", success);
    if (exitCode >= 0) {
      json.put("exitCode", exitCode);
    }
    json.put("duration", duration.toMillis());
    json.put("attempts", attempts);
    if (!message.isEmpty()) {
      json.put("message", message);
    }
    if (!artifacts.isEmpty()) {
      json.put("artifacts", artifacts.stream().map(TaskResult::json).toList());
    }
    return json;
  }

  static TaskResult of(String text) {
    Map<String, Object> json = JsonText.object(text);
    List<Artifact> artifacts = new ArrayList<>();
    if (json.get("artifacts") instanceof List<?> list) {
      list.forEach(element -> artifacts.add(artifact(JsonText.members(element))));
    }
    return new TaskResult(
        string(json, "id"),
        string(json, "worker"),
        string(json, "launcher"),
        Boolean.TRUE.equals(json.get("success")),
        json.containsKey("exitCode") ? (int) number(json, "exitCode") : -1,
        Duration.ofMillis(number(json, "duration")),
        (int) number(json, "attempts"),
        string(json, "message"),
        string(json, "output"),
        json.getOrDefault("data", ""),
        artifacts);
  }

  static Map<String, Object> json(Artifact artifact) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", artifact.path());
    json.put("size", artifact.size());
    json.put("sha256", artifact.sha256());
    return json;
  }

  private static Artifact artifact(Map<String, Object> json) {
    return new Artifact(string(json, "path"), number(json, "size"), string(json, "sha256"));
  }

  private static String string(Map<String, Object> json, String key) {
    return json.getOrDefault(key, "").toString();
  }

  private static long number(Map<String, Object> json, String key) {
    return json.get(key) instanceof Number number ? number.longValue() : 0;
  }
}
