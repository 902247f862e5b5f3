package dev.patchbay.core.hook;

import dev.patchbay.core.log.Cursors;
import dev.patchbay.core.log.Cursors.Cursor;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how far lanes have come, all at once and again and again, so that no lane waits. */
final class CursorWriter {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final Store store;
  private final Cursors cursors;
  private final Map<String, Cursor> moved = new ConcurrentHashMap<>();
  private final AtomicBoolean writing = new AtomicBoolean();
  private final AtomicBoolean troubled = new AtomicBoolean();
  private volatile boolean closed;

  CursorWriter(Store store, Cursors cursors) {
    this.store = store;
    this.cursors = cursors;
  }

  /** From now on its events are kept for it, though its hook be stopped before it has begun. */
  void create(String reader, long at) {
    var unused =
        store.writeLater(
            tx -> {
              cursors.create(tx, reader, at);
              return true;
            });
  }

  /** Nothing after the end: what a hook still has in its hands then, it gets again. */
  void moved(Cursor to) {
    if (!closed) {
      moved.put(to.reader(), to);
      write();
    }
  }

  private void write() {
    if (moved.isEmpty() || closed || !writing.compareAndSet(false, true)) {
      return;
    }
    Map<String, Cursor> now = taken();
    var unused =
        store
            .writeLater(
                tx -> {
                  for (Cursor one : now.values()) {
                    cursors.advance(tx, one);
                  }
                  return true;
                })
            .whenComplete(
                (written, failure) -> {
                  writing.set(false);
                  if (failure == null) {
                    troubled.set(false);
                    write();
                  } else {
                    failed(now, failure);
                  }
                });
  }

  private Map<String, Cursor> taken() {
    Map<String, Cursor> now = new HashMap<>(moved);
    now.forEach(moved::remove);
    return now;
  }

  /** The next move writes these as well; until then a restart repeats deliveries. */
  private void failed(Map<String, Cursor> now, @Nullable Throwable failure) {
    now.forEach(moved::putIfAbsent);
    if (!closed && troubled.compareAndSet(false, true)) {
      LOG.warn("Cursors of hooks could not be written: {}", String.valueOf(failure));
    }
  }

  /** Writes what is left, before the store closes. */
  void close() {
    closed = true;
    try {
      store.change(
          tx -> {
            for (Cursor one : taken().values()) {
              cursors.advance(tx, one);
            }
          });
    } catch (StoreException e) {
      LOG.warn("Cursors of hooks could not be written: {}", e.getMessage());
    }
  }
}
