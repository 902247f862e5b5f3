package dev.patchbay.core.git;

import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.repository.RepositoryException.Reason;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
  private final Repositories repositories;
  private final RefDirectories directories;
  private final Executor pool;
  private final Store store;
  private final EventLog log;
  private final Consumer<Repo> noted;

  /** By Git directory, who watches it: a repository may be named by several paths. */
  private final Map<Path, WatchedRepository> watching;

  private final Hints hints;
  private volatile @Nullable Repo repo;
  private volatile @Nullable RefTeller teller;
  private volatile @Nullable Object identity;
  private volatile @Nullable Path target;
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
    this.repositories = repositories;
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
    Repo open = repo;
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
      if (!error.isEmpty() || shadow || !unchanged(repo)) {
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
    boolean anew = !unchanged(repo);
    Repo open = anew ? opened() : Objects.requireNonNull(repo);
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

  /** A repository that came back, or another at its place, is opened anew. */
  private Repo opened() {
    Repo before = repo;
    Path leads = target();
    Repo open =
        before == null || !leads.equals(target)
            ? repositories.open(path)
            : repositories.reopen(before);
    target = leads;
    if (open != before) {
      teller = null;
    }
    identity = identityOf(open);
    repo = open;
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

  private boolean unchanged(@Nullable Repo open) {
    return open != null
        && open.present()
        && !open.converted()
        && identityOf(open).equals(identity)
        && target().equals(target);
  }

  /** Where the path leads now: it may be, or lie below, a link that is set anew. */
  private Path target() {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /** The inode: a repository that is moved away keeps our watches and answers no more. */
  private static Object identityOf(Repo repo) {
    try {
      Object key = Files.readAttributes(repo.gitDir(), BasicFileAttributes.class).fileKey();
      return key == null ? repo.gitDir() : key;
    } catch (IOException e) {
      return "gone";
    }
  }
}
