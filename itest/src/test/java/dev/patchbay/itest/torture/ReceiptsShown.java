package dev.patchbay.itest.torture;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Receipts that a listing has shown, against those that are there. */
record ReceiptsShown(Evidence evidence, Book book, Findings findings) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  void check() {
    Map<String, String> lines =
        evidence.receipts().stream()
            .collect(Collectors.toMap(Evidence.Written::id, Evidence.Written::line));
    book.receipts()
        .forEach(
            (id, json) ->
                findings.that(
                    lines.containsKey(id)
                        && MAPPER.readTree(lines.get(id)).equals(MAPPER.readTree(json)),
                    "shown was the receipt %s, there is %s",
                    json,
                    lines.get(id)));
  }
}
