package dev.patchbay.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.api.event.Artifact;
import dev.patchbay.api.event.JobContext;
import dev.patchbay.api.event.JobResult;
import dev.patchbay.api.query.Receipt;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A receipt as one line of JSON: how it is written, read and hashed. */
record ReceiptLine(Receipt receipt, String chain, String previous) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

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
      json.put(
          "error", Map.of("message", draft.error().message(), "detail", draft.error().detail()));
    }
    json.put("context", context(draft.context(), draft.run()));
    json.put("levels", draft.levels().stream().map(ReceiptLine::level).toList());
    json.put("metadata", metadata(draft));
    json.put("chain", chain);
    if (!previous.isEmpty()) {
      json.put("previous", previous);
    }
    // Half a surrogate pair has no UTF-8: let the line be what the note will give back.
    return new String(JSON.writeValueAsBytes(json), UTF_8);
  }

  /** Nothing when the line is not a receipt: others may note what they like. */
  static Optional<ReceiptLine> parse(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      Map<String, Object> json = JSON.readValue(line, new TypeReference<>() {});
      if (!(json.get("id") instanceof String id) || !(json.get("chain") instanceof String chain)) {
        return Optional.empty();
      }
      Receipt receipt =
          new Receipt(
              id,
              text(json, "job"),
              text(json, "repository"),
              text(json, "commit"),
              text(json, "status"),
              Instant.parse(text(json, "timestamp")),
              withoutNulls(json),
              line);
      return Optional.of(new ReceiptLine(receipt, chain, text(json, "previous")));
    } catch (JacksonException | DateTimeException e) {
      return Optional.empty();
    }
  }

  static String hash(String line) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(line.getBytes(UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java without SHA-256", e);
    }
  }

  String branch() {
    return ofContext("branch");
  }

  String run() {
    return ofContext("run");
  }

  private String ofContext(String key) {
    return receipt.json().get("context") instanceof Map<?, ?> context
            && context.get(key) instanceof String text
        ? text
        : "";
  }

  private static Map<String, Object> result(JobResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ok", result.ok());
    json.put("duration", result.duration().toMillis());
    json.put("artifacts", result.artifacts().stream().map(ReceiptLine::artifact).toList());
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

  private static Map<String, Object> metadata(ReceiptDraft draft) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tags", List.copyOf(draft.context().tags()));
    if (!draft.version().isEmpty()) {
      json.put("version", draft.version());
    }
    return json;
  }

  private static void put(Map<String, @Nullable Object> json, String key, String value) {
    if (!value.isEmpty()) {
      json.put(key, value);
    }
  }

  private static String text(Map<String, Object> json, String key) {
    return json.get(key) instanceof String text ? text : "";
  }

  /** The API's JSON has no null: what is absent is left out. */
  private static Map<String, Object> withoutNulls(Map<String, Object> json) {
    Map<String, Object> clean = new LinkedHashMap<>();
    json.forEach(
        (key, value) -> {
          if (value != null) {
            clean.put(key, clean(value));
          }
        });
    return clean;
  }

  @SuppressWarnings("unchecked")
  private static Object clean(Object value) {
    return switch (value) {
      case Map<?, ?> map -> withoutNulls((Map<String, Object>) map);
      case List<?> list ->
          list.stream().filter(java.util.Objects::nonNull).map(ReceiptLine::clean).toList();
      default -> value;
    };
  }
}
