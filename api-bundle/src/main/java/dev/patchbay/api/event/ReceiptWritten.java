package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.Json;
import java.util.Map;

/**
 * A receipt is in the note of its commit. It comes after the run has ended: notes are written in
 * batches.
 *
 * <p>In YAML, logs and JSON it is called {@code receipt:write}; a hook that wants it and nothing
 * else is an {@code EventHook<ReceiptWritten>}.
 *
 * @param header what every event carries
 * @param receiptId the id of the receipt
 * @param run the id of the run
 * @param note the full name of the notes ref
 * @param ref the commit whose note it is
 * @param receipt the receipt as JSON
 */
public record ReceiptWritten(
    EventHeader header,
    String receiptId,
    String run,
    String note,
    String ref,
    Map<String, Object> receipt)
    implements Event {

  /** Refuses null and keeps its own immutable copies of collections. */
  public ReceiptWritten {
    requireNonNull(header, "header");
    requireNonNull(receiptId, "receiptId");
    requireNonNull(run, "run");
    requireNonNull(note, "note");
    requireNonNull(ref, "ref");
    receipt = Json.object(receipt);
  }

  @Override
  public String name() {
    return "receipt:write";
  }
}
