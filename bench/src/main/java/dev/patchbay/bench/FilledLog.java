package dev.patchbay.bench;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.core.log.Cursors;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A log of earlier lives: the planner has read all of it, a hook that comes begins after it. */
final class FilledLog {
  private static final int STEP = 10_000;

  private FilledLog() {}

  static void fill(Path database, int events) {
    try (Store store = Store.open(database, List.of(EventLog.schema()))) {
      EventLog log = new EventLog(store);
      log.start();
      for (int done = 0; done < events; done += STEP) {
        store.change(
            tx -> {
              for (int i = 0; i < STEP; i++) {
                log.append(tx, "app", h -> new CustomEvent(h, "bench:event", Map.of("n", 1)));
              }
            });
      }
      store.change(tx -> new Cursors(store).create(tx, "planner", log.last()));
    }
  }
}
