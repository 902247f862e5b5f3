package dev.patchbay.bench;

import dev.patchbay.api.event.Author;
import dev.patchbay.api.event.Commit;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.RefChange;
import dev.patchbay.core.log.Cursors;
import dev.patchbay.core.log.Draft;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Events appended durably and delivered, each to all readers, which keep their cursors. */
final class LogThroughput implements AutoCloseable {
  private static final RefChange CHANGE =
      RefChange.of(
              "refs/heads/main",
              "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
              "9c1185a5c5e9fc54612808977ee8f548b2258d31")
          .withBranch("main")
          .withTip(
              "Say what was tried, on what, and what to do",
              new Author("Ann Author", "ann@example.com"),
              Instant.parse("2026-01-01T00:00:00Z"),
              false)
          .withPaths(
              List.of("src/main/java/App.java", "README.md"),
              List.of(),
              List.of("src/main/java/App.java", "README.md"),
              List.of())
          .withCommits(
              List.of(
                  new Commit(
                      "9c1185a5c5e9fc54612808977ee8f548b2258d31",
                      "Say what was tried, on what, and what to do",
                      new Author("Ann Author", "ann@example.com"))));

  private final Store store;
  private final EventLog log;
  private final Cursors cursors;
  private final List<Reader> readers = new ArrayList<>();

  LogThroughput(Path folder, int hooks) {
    store = Store.open(folder.resolve("patchbay.db"), List.of(EventLog.schema()));
    log = new EventLog(store);
    log.start();
    cursors = new Cursors(store);
    for (int i = 0; i < hooks; i++) {
      Reader reader = new Reader(log, store, cursors, "bench/default/hook-" + i);
      readers.add(reader);
      reader.start();
    }
  }

  /** Events per second, from the first append to the last delivery, with that many who wait. */
  double waiting(int producers, int events) throws InterruptedException {
    long end = log.last() + events;
    CountDownLatch delivered = expect(end);
    long begin = System.nanoTime();
    for (int p = 0; p < producers; p++) {
      int share = events / producers + (p < events % producers ? 1 : 0);
      Thread.ofVirtual()
          .start(
              () -> {
                for (int i = 0; i < share; i++) {
                  Draft<Push> draft = draft();
                  store.change(tx -> log.append(tx, "app", draft));
                }
              });
    }
    return rate(events, delivered, begin);
  }

  /** The same with one who does not wait, up to 1,000 events ahead. */
  double ahead(int events) throws InterruptedException {
    Semaphore open = new Semaphore(1_000);
    CountDownLatch delivered = expect(log.last() + events);
    long begin = System.nanoTime();
    for (int i = 0; i < events; i++) {
      open.acquire();
      Draft<Push> draft = draft();
      CompletableFuture<Void> unused =
          store
              .writeLater(
                  tx -> {
                    log.append(tx, "app", draft);
                    return true;
                  })
              .thenRun(open::release);
    }
    return rate(events, delivered, begin);
  }

  /** As the daemon's own watcher does it: what can be done before the transaction is. */
  private Draft<Push> draft() {
    return log.draft(header -> new Push(header, CHANGE));
  }

  private CountDownLatch expect(long seq) {
    CountDownLatch delivered = new CountDownLatch(readers.size());
    readers.forEach(reader -> reader.expect(seq, delivered));
    return delivered;
  }

  private static double rate(int events, CountDownLatch delivered, long begin)
      throws InterruptedException {
    if (!delivered.await(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException("Not all events were delivered");
    }
    return events * 1e9 / (System.nanoTime() - begin);
  }

  @Override
  public void close() {
    readers.forEach(Reader::close);
    store.close();
  }
}
