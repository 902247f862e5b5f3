package dev.patchbay.core.git;

import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.repository.RepositoryException.Reason;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One repository being watched. Hints come from any thread and only mark what is to be looked at;
 * the looking is done by one thread of the pool at a time.
 */
final class WatchedRepository {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedRepository.class);
  private static final String NOTES = "refs/notes/patchbay/";

  private final Path path;
  private final WatchedPlace place;
  private final RefDirectories directories;
  private final Executor pool;
  private final Store store;
  private final EventLog log;
  private final Consumer<Repo> noted;

  /** By Git directory, who watches it: a repository may be named by several paths. */
  private final Map<Path, WatchedRepository> watching;

  private final Hints hints;
  private volatile @Nullable RefTeller teller;
  private volatile String error = "";
  private volatile boolean shadow;
  private volatile boolean closed;

  WatchedRepository(
      Path path,
      Repositories repositories,
      RefDirectories directories,
      Executor pool,
      Store store,
      EventLog log,
      Consumer<Repo> noted,
      Map<Path, WatchedRepository> watching) {
    this.path = path;
    this.place = new WatchedPlace(path, repositories);
    this.directories = directories;
    this.pool = pool;
    this.store = store;
    this.log = log;
    this.noted = noted;
    this.watching = watching;
    this.hints = new Hints(pool, this::look);
  }

  Path path() {
    return path;
  }

  RepositoryState state() {
    Repo open = place.repo();
    RefTeller known = teller;
    String name = open == null ? String.valueOf(path.getFileName()) : open.name();
    return new RepositoryState(
        name, path, known == null ? 0 : known.count(), error, known == null ? "" : known.warning());
  }

  /** Another path names the same repository, and it is watched by that. */
  boolean isShadow() {
    return shadow;
  }

  void lookAt(String ref) {
    hints.ref(ref);
  }

  void lookAtPushes() {
    hints.pushes();
  }

  /** Answers when everything has been looked at once. */
  CompletableFuture<Void> lookAtEverything() {
    return hints.everything();
  }

  void reconcile() {
    hints.all();
  }

  /** Cheap enough for every second: is it still the one that we watch, or is it back? */
  void check() {
    try {
      if (!error.isEmpty() || shadow || !place.isUnchanged()) {
        reconcile();
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  void close() {
    closed = true;
    hints.close();
    directories.remove(this);
    watching.values().remove(this);
  }

  private void look() {
    Hints.Taken taken = hints.take();
    try {
      look(taken.everything(), taken.refs());
    } catch (RuntimeException e) {
      fail(e); // also what nobody has foreseen: the other repositories are watched all the same
    } finally {
      hints.done(taken);
    }
  }

  private void look(boolean all, Set<String> some) {
    boolean anew = !place.isUnchanged();
    Repo open = anew ? opened() : Objects.requireNonNull(place.repo());
    if (open.converted()) {
      throw new RepositoryException(
          Reason.FAILED, "the refs of %s are being converted".formatted(path));
    }
    boolean waited = shadow;
    if (!claimed(open)) {
      error = "";
      return;
    }
    if (anew || waited) {
      directories.remove(this);
      directories.add(this, open.gitDir());
      if (closed) {
        directories.remove(this);
      }
    }
    RefTeller known = teller;
    if (known == null) {
      known = new RefTeller(open, store, log, this::later);
      teller = known;
    }
    // What was wrong is over only when nothing at all is wrong any more.
    if (all || anew || waited || known.firstSight() || !error.isEmpty()) {
      known.tellAll();
    } else {
      known.tell(some);
    }
    if (all || some.stream().anyMatch(ref -> ref.startsWith(NOTES))) {
      noted.accept(open);
    }
    if (!error.isEmpty()) {
      LOG.info("{} is watched again", path);
      error = "";
      directories.add(this, open.gitDir()); // what could not be read could not be watched either
      reconcile();
    }
  }

  private Repo opened() {
    Repo before = place.repo();
    Repo open = place.open();
    if (open != before) {
      teller = null;
    }
    return open;
  }

  /** Whether it is this one that watches the repository. */
  private boolean claimed(Repo open) {
    watching.entrySet().removeIf(e -> e.getValue() == this && !e.getKey().equals(open.gitDir()));
    WatchedRepository first = watching.computeIfAbsent(open.gitDir(), gitDir -> this);
    if (closed) {
      watching.values().remove(this);
    }
    if (first != this && !shadow) {
      LOG.info("{} is the repository {}, which is watched already", path, first.path());
    }
    shadow = first != this;
    return !shadow;
  }

  private void fail(RuntimeException e) {
    boolean foreseen = e instanceof RepositoryException || e instanceof StoreException;
    String message = foreseen ? String.valueOf(e.getMessage()) : e.toString();
    if (!message.equals(error)) {
      LOG.warn("cannot watch {}: {}", path, message, foreseen ? null : e);
    }
    error = message;
  }

  private void later(String ref) {
    CompletableFuture.delayedExecutor(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS, pool)
        .execute(() -> lookAt(ref));
  }
}
