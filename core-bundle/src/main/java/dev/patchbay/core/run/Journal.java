package dev.patchbay.core.run;

import dev.patchbay.core.store.Change;
import dev.patchbay.core.store.Store;
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

  /** Why steps were not written that nobody waited for: nothing may be written after them. */
  private volatile @Nullable RuntimeException lost;

  Journal(Store store) {
    this.store = store;
  }

  void add(Change change) {
    pending.add(change);
  }

  /** Returns when all steps so far are durable. */
  void commit() {
    if (!pending.isEmpty()) {
      store.change(batch());
    }
  }

  /** Has the steps so far written, without waiting for it; later ones come after them. */
  void flush() {
    if (!pending.isEmpty()) {
      Change batch = batch();
      CompletableFuture<Boolean> unused =
          store
              .<Boolean>writeLater(
                  tx -> {
                    batch.in(tx);
                    return true;
                  })
              .whenComplete(this::written);
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
