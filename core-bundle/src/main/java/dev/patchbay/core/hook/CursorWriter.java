package dev.patchbay.core.hook;

import dev.patchbay.core.log.Cursors;
import dev.patchbay.core.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how far lanes have come, all at once and again and again, so that no lane waits. */
final class CursorWriter {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final Store store;
  private final Cursors cursors;
  private final Map<String, Long> moved = new ConcurrentHashMap<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  CursorWriter(Store store, Cursors cursors) {
    this.store = store;
    this.cursors = cursors;
  }

  void moved(String reader, long position) {
    moved.put(reader, position);
    write();
  }

  private void write() {
    if (moved.isEmpty() || !writing.compareAndSet(false, true)) {
      return;
    }
    Map<String, Long> now = new HashMap<>(moved);
    now.forEach(moved::remove);
    var unused =
        store
            .writeLater(
                tx -> {
                  for (Map.Entry<String, Long> one : now.entrySet()) {
                    cursors.advance(tx, one.getKey(), one.getValue());
                  }
                  return true;
                })
            .whenComplete(
                (written, failure) -> {
                  writing.set(false);
                  if (failure == null) {
                    write();
                  } else {
                    // The next move writes a later place; until then a restart repeats deliveries.
                    LOG.warn("Cursors of hooks could not be written: {}", failure.toString());
                  }
                });
  }
}
