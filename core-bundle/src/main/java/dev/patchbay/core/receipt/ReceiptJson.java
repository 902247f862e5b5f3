package dev.patchbay.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.api.event.Artifact;
import dev.patchbay.api.event.JobContext;
import dev.patchbay.api.event.JobResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a receipt as one line of JSON, always in the same order of keys. */
final class ReceiptJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReceiptJson() {}

  static String write(ReceiptDraft draft, String id, String chain, String previous) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("job", draft.job());
    json.put("repository", draft.repository());
    json.put("commit", draft.commit());
    json.put("status", draft.status());
    json.put("timestamp", draft.timestamp().toString());
    json.put("result", result(draft.result()));
    if (!draft.error().message().isEmpty()) {
      Map<String, @Nullable Object> error = new LinkedHashMap<>();
      error.put("message", draft.error().message());
      put(error, "detail", draft.error().detail());
      json.put("error", error);
    }
    json.put("context", context(draft.context(), draft.run()));
    json.put("levels", draft.levels().stream().map(ReceiptJson::level).toList());
    json.put("metadata", metadata(draft));
    json.put("chain", chain);
    if (!previous.isEmpty()) {
      json.put("previous", previous);
    }
    // Half a surrogate pair has no UTF-8: let the line be what the note will give back.
    return new String(JSON.writeValueAsBytes(json), UTF_8);
  }

  private static Map<String, Object> result(JobResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ok", result.ok());
    json.put("duration", result.duration().toMillis());
    json.put("artifacts", result.artifacts().stream().map(ReceiptJson::artifact).toList());
    json.put("data", result.data());
    json.put("logs", result.logs());
    return json;
  }

  private static Map<String, Object> artifact(Artifact artifact) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", artifact.path());
    json.put("size", artifact.size());
    json.put("sha256", artifact.sha256());
    return json;
  }

  private static Map<String, @Nullable Object> context(JobContext context, String run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    put(json, "branch", context.branch());
    put(json, "tag", context.tag());
    put(json, "head", context.head());
    Map<String, Object> trigger = new LinkedHashMap<>();
    trigger.put("kind", context.trigger().kind());
    trigger.put("event", context.trigger().event());
    json.put("trigger", trigger);
    put(json, "environment", context.environment());
    json.put("principal", context.principal().isEmpty() ? null : context.principal());
    put(json, "host", context.host());
    json.put("attempts", context.attempts());
    json.put("run", run);
    return json;
  }

  private static Map<String, Object> level(ReceiptDraft.Level level) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", level.name());
    json.put("tasks", level.tasks());
    json.put("gates", level.gates());
    return json;
  }

  private static Map<String, @Nullable Object> metadata(ReceiptDraft draft) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("tags", List.copyOf(draft.context().tags()));
    put(json, "description", draft.about().description());
    put(json, "version", draft.about().version());
    put(json, "author", draft.about().author());
    return json;
  }

  private static void put(Map<String, @Nullable Object> json, String key, String value) {
    if (!value.isEmpty()) {
      json.put(key, value);
    }
  }
}
