package dev.patchbay.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.GitEvent;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A watcher on a real store and log, which can be stopped and started again. */
final class WatcherFixture implements AutoCloseable {
  /** So long that nothing is found by it unless a test asks. */
  private static final Duration NEVER = Duration.ofHours(1);

  private final Store store;
  final Repositories repositories = new Repositories();
  final EventLog log;
  final GitWatcher watcher;

  WatcherFixture(Path home) {
    store =
        Store.open(home.resolve("patchbay.db"), List.of(EventLog.schema(), GitWatcher.schema()));
    log = new EventLog(store);
    log.start();
    watcher = new GitWatcher(store, log, repositories, NEVER);
    watcher.start();
  }

  WatcherFixture watch(Path path) {
    watcher.watch(path).join();
    return this;
  }

  List<GitEvent> events() {
    return log.read(0, 10_000).stream().map(GitEvent.class::cast).toList();
  }

  /** The type and ref of each event, like `push refs/heads/main`. */
  List<String> told() {
    return events().stream().map(event -> event.type() + " " + event.ref()).toList();
  }

  GitEvent next(int at) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(told()).hasSizeGreaterThan(at));
    return events().get(at);
  }

  /** Nothing else is about to come. */
  List<String> settled() {
    watcher.reconcile().join();
    return told();
  }

  @Override
  public void close() {
    watcher.close();
    repositories.close();
    store.close();
  }
}
