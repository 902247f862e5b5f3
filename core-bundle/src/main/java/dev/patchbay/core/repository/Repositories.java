package dev.patchbay.core.repository;

import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The repositories that are open, each once however it is named. */
public final class Repositories implements AutoCloseable {
  private final Map<Path, Repo> byGitDir = new ConcurrentHashMap<>();

  /** What was opened by which path: there may be links, and worktrees, in between. */
  private final Map<Path, Path> opened = new ConcurrentHashMap<>();

  private final Names names;

  /** Names are given anew each time. */
  public Repositories() {
    this(Optional.empty());
  }

  /** Names are kept. */
  public Repositories(Store store) {
    this(Optional.of(store));
  }

  private Repositories(Optional<Store> store) {
    ConfinedSystemReader.install();
    this.names = new Names(store);
  }

  public static Schema schema() {
    return Names.SCHEMA;
  }

  /** Lets go the names of repositories that are no longer there, nor wanted. */
  public void keepNames(Collection<Path> wanted) {
    names.keep(wanted);
  }

  /** Opens what is at the path: a bare repository, a work tree, a linked worktree or a `.git`. */
  public Repo open(Path path) {
    RepositoryLocation location = RepositoryLocation.find(path);
    opened.put(absolute(path), location.gitDir());
    synchronized (byGitDir) {
      Repo known = byGitDir.get(location.gitDir());
      if (known != null) {
        return known;
      }
      Repo opened = new Repo(names.of(location, inUse()), location);
      byGitDir.put(location.gitDir(), opened);
      return opened;
    }
  }

  /** By name, or by any path that {@link #open} was given or could have been. */
  public Optional<Repo> find(String nameOrPath) {
    Optional<Repo> named =
        byGitDir.values().stream().filter(repo -> repo.name().equals(nameOrPath)).findFirst();
    if (named.isPresent() || nameOrPath.isEmpty()) {
      return named;
    }
    try {
      return at(Path.of(nameOrPath));
    } catch (InvalidPathException e) {
      return Optional.empty(); // it has something that no path has here, so none was opened by it
    }
  }

  /** The open one at a path. */
  public Optional<Repo> at(Path path) {
    Path absolute = absolute(path);
    Path gitDir = opened.get(absolute);
    Repo known = gitDir == null ? null : byGitDir.get(gitDir);
    return known != null
        ? Optional.of(known)
        : byGitDir.values().stream()
            .filter(repo -> absolute.equals(repo.path()) || absolute.equals(repo.gitDir()))
            .findFirst();
  }

  public List<Repo> all() {
    return byGitDir.values().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
  }

  /** For one that went away and came back: without what was cached, or what is there instead. */
  public Repo reopen(Repo repo) {
    if (RepositoryLocation.find(repo.path()).gitDir().equals(repo.gitDir())) {
      repo.reopen();
      return repo;
    }
    close(repo);
    return open(repo.path());
  }

  /** Forgets and closes it. */
  public void close(Repo repo) {
    if (byGitDir.remove(repo.gitDir(), repo)) {
      repo.close();
    }
  }

  @Override
  public void close() {
    all().forEach(this::close);
  }

  private Set<String> inUse() {
    return byGitDir.values().stream().map(Repo::name).collect(Collectors.toSet());
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
