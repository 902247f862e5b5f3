package dev.patchbay.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.api.query.Receipt;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A receipt as one line of JSON: how it is read and hashed. */
record ReceiptLine(Receipt receipt, String chain, String previous) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** As written just now; of its JSON only what the index asks for: everybody waits meanwhile. */
  static ReceiptLine of(ReceiptDraft draft, String id, String chain, String previous) {
    Map<String, Object> context = Map.of("branch", draft.context().branch(), "run", draft.run());
    Receipt receipt =
        new Receipt(
            id,
            draft.job(),
            draft.repository(),
            draft.commit(),
            draft.status(),
            draft.timestamp(),
            Map.of("context", context),
            ReceiptJson.write(draft, id, chain, previous));
    return new ReceiptLine(receipt, chain, previous);
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
      case List<?> list -> list.stream().filter(Objects::nonNull).map(ReceiptLine::clean).toList();
      default -> value;
    };
  }
}
