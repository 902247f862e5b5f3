package dev.patchbay.core.receipt;

import dev.patchbay.api.query.Page;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.api.query.ReceiptFilter;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.repository.RepositoryException.Reason;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes, finds and checks receipts. One chain per home, apart for each repository. */
public final class Receipts implements AutoCloseable {
  /** The notes that receipts are in; full blocks of them have a number behind. */
  public static final String NOTES = ReceiptBlocks.REF;

  /** So many rows of an index in one transaction, for others not to wait long. */
  private static final int BATCH = 1_000;

  private final Store store;
  private final String chain;
  private final ReceiptIndex index;
  private final ReceiptWriter writer;

  /** The chain is the id of the home. */
  public Receipts(Store store, EventLog log, Repositories repositories, String chain) {
    this.store = store;
    this.chain = chain;
    this.index = new ReceiptIndex(store);
    this.writer = new ReceiptWriter(store, log, repositories, index);
  }

  public static Schema schema() {
    return ReceiptTables.schema();
  }

  /** From now on pending lines are noted, those of an earlier life first. */
  public void start() {
    writer.start();
  }

  /**
   * In the transaction that ends a run: fixes the exact line and its place in the chain. It reaches
   * the note soon after. Answers the receipt's id, which a run has only one of.
   */
  public String write(Tx tx, ReceiptDraft draft) throws SQLException {
    String id = ReceiptLine.hash(chain + "\n" + draft.run()).substring("sha256:".length(), 39);
    if (ReceiptTables.has(tx, draft.repository(), id)) {
      return id;
    }
    String previous = ReceiptTables.tip(tx, draft.repository(), chain);
    ReceiptLine line = ReceiptLine.of(draft, id, chain, previous);
    ReceiptTables.add(tx, draft.repository(), draft.run(), line, false);
    ReceiptTables.tip(tx, draft.repository(), chain, ReceiptLine.hash(line.receipt().line()));
    tx.afterCommit(writer::wake);
    return id;
  }

  /** By its id or by its run's. */
  public Optional<Receipt> find(String id) {
    return index.find(id);
  }

  public Page<Receipt> list(ReceiptFilter filter, String after, int limit) {
    return index.list(filter, after, limit);
  }

  /** The jobs of which there are receipts, also of other homes. */
  public List<String> jobs() {
    return index.jobs();
  }

  /** How many receipts of a repository wait to be noted. */
  public long pending(String repository) {
    return index.pending(repository);
  }

  /** Our notes of this repository may have been written by others. */
  public void notesChanged(Repo repo) {
    writer.suspect(repo);
  }

  public Verification verify(Repo repo) {
    List<String> remembered = index.lines(repo.name());
    Set<String> noted = new ReceiptBlocks(repo).lines();
    boolean waiting = index.pending(repo.name()) > 0;
    String tip = waiting ? "" : store.read(tx -> ReceiptTables.tip(tx, repo.name(), chain));
    return Verification.of(noted, remembered, tip);
  }

  /**
   * Makes the index of a repository anew from its notes; answers how many receipts it has. Row by
   * row: what is there stays to be found, and what is noted meanwhile stays.
   *
   * @throws RepositoryException when it is gone: the index is all that is left of its receipts then
   */
  public int reindex(Repo repo) {
    if (!repo.present()) {
      throw new RepositoryException(
          Reason.GONE, "%s is gone; its index stays as it is".formatted(repo.path()));
    }
    Set<String> stale = new HashSet<>(index.noted(repo.name()));
    List<ReceiptLine> lines =
        new ReceiptBlocks(repo)
            .lines().stream()
                .map(ReceiptLine::parse)
                .flatMap(Optional::stream)
                .sorted((a, b) -> a.receipt().timestamp().compareTo(b.receipt().timestamp()))
                .toList();
    inBatches(lines, (tx, line) -> ReceiptTables.again(tx, repo.name(), line));
    lines.forEach(line -> stale.remove(line.receipt().id()));
    inBatches(List.copyOf(stale), (tx, id) -> ReceiptTables.drop(tx, repo.name(), id));
    return lines.size();
  }

  /** What is done to each row. */
  private interface Step<T> {
    void with(Tx tx, T one) throws SQLException;
  }

  private <T> void inBatches(List<T> all, Step<T> step) {
    for (int at = 0; at < all.size(); at += BATCH) {
      List<T> part = all.subList(at, Math.min(all.size(), at + BATCH));
      store.change(
          tx -> {
            for (T one : part) {
              step.with(tx, one);
            }
          });
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
