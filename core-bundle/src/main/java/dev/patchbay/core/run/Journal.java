package dev.patchbay.core.run;

import dev.patchbay.core.store.Change;
import dev.patchbay.core.store.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one run on their way to the store, in their order: those that nothing depends on
 * wait for the next that something does, and share its commit. For one thread.
 */
final class Journal {
  private final Store store;
  private final List<Change> pending = new ArrayList<>();
  private final List<Preparation> preparations = new ArrayList<>();

  /** Why steps were not written that nobody waited for: nothing may be written after them. */
  private volatile @Nullable RuntimeException lost;

  /** What files need before a process uses them, and what does no harm when there is none. */
  interface Preparation {
    void prepare() throws IOException;
  }

  Journal(Store store) {
    this.store = store;
  }

  void add(Change change) {
    pending.add(change);
  }

  /** Done on this thread while the steps so far are being written, so that it costs no time. */
  void meanwhile(Preparation preparation) {
    preparations.add(preparation);
  }

  /**
   * Returns when all steps so far are durable.
   *
   * @throws IOException when what was to be done meanwhile failed; the steps are durable then too
   */
  void commit() throws IOException {
    CompletableFuture<Boolean> written = write();
    try {
      prepare();
    } finally {
      store.await(written);
    }
  }

  /** The same for the last steps, when nothing will use any more what there was to prepare. */
  void conclude() {
    preparations.clear();
    store.await(write());
  }

  /** Has the steps so far written, without waiting for it; later ones come after them. */
  void flush() {
    CompletableFuture<Boolean> unused = write().whenComplete(this::written);
  }

  private CompletableFuture<Boolean> write() {
    if (pending.isEmpty()) {
      return CompletableFuture.completedFuture(true);
    }
    Change batch = batch();
    return store.writeLater(
        tx -> {
          batch.in(tx);
          return true;
        });
  }

  /** Does what was to be done meanwhile, where no commit is waited for. */
  void prepare() throws IOException {
    List<Preparation> now = List.copyOf(preparations);
    preparations.clear();
    for (Preparation each : now) {
      each.prepare();
    }
  }

  private Change batch() {
    List<Change> steps = List.copyOf(pending);
    pending.clear();
    return tx -> {
      if (lost != null) {
        throw lost;
      }
      try {
        for (Change step : steps) {
          step.in(tx);
        }
      } catch (SQLException | RuntimeException e) {
        // At once: the next batch may be in the same commit, before anybody is told of this one.
        lost = new IllegalStateException("steps before these could not be written", e);
        throw e;
      }
    };
  }

  private void written(Boolean done, @Nullable Throwable failure) {
    if (failure instanceof RuntimeException refused) {
      lost = refused;
    }
  }
}
