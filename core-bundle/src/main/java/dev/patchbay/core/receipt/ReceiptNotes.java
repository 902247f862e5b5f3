package dev.patchbay.core.receipt;

import dev.patchbay.api.event.ReceiptWritten;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.receipt.ReceiptIndex.Pending;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes pending lines into the notes of a repository, and says in the store that they are. */
final class ReceiptNotes {
  private static final int MOST_AT_ONCE = 500;

  private final Store store;
  private final EventLog log;
  private final ReceiptIndex index;

  ReceiptNotes(Store store, EventLog log, ReceiptIndex index) {
    this.store = store;
    this.log = log;
    this.index = index;
  }

  /** Puts back what somebody took out of the notes. */
  void restore(Repo repo) {
    ReceiptBlocks blocks = new ReceiptBlocks(repo);
    String known = index.head(repo.name());
    if (!known.equals(blocks.head())) {
      String head = blocks.settle(known, blocks.head());
      store.change(tx -> ReceiptTables.head(tx, repo.name(), head));
    }
  }

  /** Carries over what has gathered for one repository; whether there may be more. */
  boolean takeUp(Repo repo) {
    List<Pending> batch = index.pending(repo.name(), MOST_AT_ONCE);
    if (batch.isEmpty()) {
      return false;
    }
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Pending pending : batch) {
      lines.computeIfAbsent(pending.commit(), commit -> new ArrayList<>()).add(pending.line());
    }
    ReceiptBlocks blocks = new ReceiptBlocks(repo);
    told(repo.name(), blocks.settle(index.head(repo.name()), blocks.append(lines)), batch);
    return batch.size() == MOST_AT_ONCE;
  }

  private void told(String repository, String head, List<Pending> batch) {
    // Read before the transaction, which everybody waits for.
    Map<Pending, Map<String, Object>> receipts = new LinkedHashMap<>();
    batch.forEach(pending -> receipts.put(pending, json(pending.line())));
    store.change(
        tx -> {
          ReceiptTables.head(tx, repository, head);
          for (Pending pending : batch) {
            if (ReceiptTables.noted(tx, pending.sequence())) {
              Map<String, Object> receipt = receipts.getOrDefault(pending, Map.of());
              log.append(
                  tx,
                  repository,
                  header ->
                      new ReceiptWritten(
                          header,
                          pending.id(),
                          pending.run(),
                          ReceiptBlocks.REF,
                          pending.commit(),
                          receipt));
            }
          }
        });
  }

  private static Map<String, Object> json(String line) {
    return ReceiptLine.parse(line).map(parsed -> parsed.receipt().json()).orElse(Map.of());
  }
}
