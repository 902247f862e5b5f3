package dev.patchbay.core.git;

import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches repositories. The file system's notifications are the hint; comparing refs with what was
 * told of them, at start and every so often, is the truth.
 */
public final class GitWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GitWatcher.class);
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Store store;
  private final EventLog log;
  private final Repositories repositories;
  private final Duration reconcile;
  private final RefDirectories directories;
  private final WatchService service;
  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, threads("git"));
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<Path, WatchedRepository> watched = new ConcurrentHashMap<>();
  private final Map<Path, WatchedRepository> watching = new ConcurrentHashMap<>();
  private final List<Consumer<Repo>> noteListeners = new CopyOnWriteArrayList<>();

  public GitWatcher(Store store, EventLog log, Repositories repositories, Duration reconcile) {
    this.store = store;
    this.log = log;
    this.repositories = repositories;
    this.reconcile = reconcile;
    try {
      service = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no file system notifications: raise fs.inotify.max_user_instances", e);
    }
    directories = new RefDirectories(service);
  }

  public static Schema schema() {
    return RefSnapshots.schema();
  }

  public void start() {
    threads("git-watch").newThread(this::takeHints).start();
    threads("git-clock").newThread(this::keepTime).start();
  }

  /**
   * Watches what is or will be at the path. The answer comes when its refs have been looked at
   * once; a repository that cannot be opened is in {@link #states()}, and tried again.
   */
  public CompletableFuture<Void> watch(Path path) {
    Path named = path.toAbsolutePath().normalize();
    return watched
        .computeIfAbsent(
            named,
            p ->
                new WatchedRepository(
                    p, repositories, directories, pool, store, log, this::notesChanged, watching))
        .lookAtEverything();
  }

  /** No longer tells of it; what was told is kept, so it goes on there when watched again. */
  public void unwatch(Path path) {
    WatchedRepository repository = watched.remove(path.toAbsolutePath().normalize());
    if (repository != null) {
      repository.close();
    }
  }

  /** Looks at all refs of all repositories now. */
  public CompletableFuture<Void> reconcile() {
    return CompletableFuture.allOf(
        watched.values().stream()
            .map(WatchedRepository::lookAtEverything)
            .toArray(CompletableFuture<?>[]::new));
  }

  public List<RepositoryState> states() {
    return watched.values().stream()
        .filter(repository -> !repository.isShadow())
        .map(WatchedRepository::state)
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  /** Calls back, on a thread of the watcher, when our notes of a repository may have changed. */
  public AutoCloseable onNotes(Consumer<Repo> listener) {
    noteListeners.add(listener);
    return () -> noteListeners.remove(listener);
  }

  private void notesChanged(Repo repo) {
    noteListeners.forEach(listener -> listener.accept(repo));
  }

  private void takeHints() {
    try {
      while (true) {
        dispatch(service.take());
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      LOG.debug("no longer watching");
    }
  }

  private void dispatch(WatchKey key) {
    try {
      directories.dispatch(key);
    } catch (ClosedWatchServiceException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("a notification is lost, and comes with the next look at everything", e);
    }
  }

  private void keepTime() {
    long reconciled = System.nanoTime();
    try {
      while (!closed.await(1, TimeUnit.SECONDS)) {
        watched.values().forEach(WatchedRepository::check);
        if (System.nanoTime() - reconciled >= reconcile.toNanos()) {
          reconciled = System.nanoTime();
          watched.values().forEach(WatchedRepository::reconcile);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("no longer reconciling");
    }
  }

  private static ThreadFactory threads(String name) {
    return Thread.ofPlatform().daemon().name(name + "-", 0).factory();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      directories.close();
    } catch (IOException e) {
      LOG.warn("cannot close the file system notifications: {}", e.toString());
    }
    watched.values().forEach(WatchedRepository::close);
    pool.shutdown();
    try {
      if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("a repository is still being read; what it would have told comes at next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
