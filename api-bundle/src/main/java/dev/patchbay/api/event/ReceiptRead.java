package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.Json;
import java.util.Map;

/**
 * Somebody read one receipt by its id. It is not stored.
 *
 * <p>In YAML, logs and JSON it is called {@code receipt:read}; a hook that wants it and nothing
 * else is an {@code EventHook<ReceiptRead>}.
 *
 * @param header what every event carries
 * @param receiptId the id of the receipt
 * @param note the full name of the notes ref
 * @param ref the commit whose note it is
 * @param receipt the receipt as JSON
 * @param reader who
 */
public record ReceiptRead(
    EventHeader header,
    String receiptId,
    String note,
    String ref,
    Map<String, Object> receipt,
    String reader)
    implements Event {

  /** Refuses null and keeps its own immutable copies of collections. */
  public ReceiptRead {
    requireNonNull(header, "header");
    requireNonNull(receiptId, "receiptId");
    requireNonNull(note, "note");
    requireNonNull(ref, "ref");
    receipt = Json.object(receipt);
    requireNonNull(reader, "reader");
  }

  @Override
  public String name() {
    return "receipt:read";
  }
}
