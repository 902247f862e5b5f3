package dev.patchbay.core.repository;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Constants;

/** The repositories that are open, each once however it is named. */
public final class Repositories implements AutoCloseable {
  private final Map<Path, Repo> byGitDir = new ConcurrentHashMap<>();

  public Repositories() {
    ConfinedSystemReader.install();
  }

  /** Opens what is at the path: a bare repository, a work tree, a linked worktree or a `.git`. */
  public Repo open(Path path) {
    RepositoryLocation location = RepositoryLocation.find(path);
    synchronized (byGitDir) {
      Repo known = byGitDir.get(location.gitDir());
      if (known != null) {
        return known;
      }
      Repo opened = new Repo(nameFor(location), location);
      byGitDir.put(location.gitDir(), opened);
      return opened;
    }
  }

  /** By name, or by any path that {@link #open} was or could have been given. */
  public Optional<Repo> find(String nameOrPath) {
    return all().stream()
        .filter(
            repo ->
                repo.name().equals(nameOrPath)
                    || repo.path().toString().equals(nameOrPath)
                    || repo.gitDir().toString().equals(nameOrPath))
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

  /** Two repositories of one name are told apart by their path, so a name outlives a restart. */
  private String nameFor(RepositoryLocation location) {
    Path file = location.path().getFileName();
    String name = file == null ? "root" : file.toString().replaceFirst("(?<=.)\\.git$", "");
    boolean taken = byGitDir.values().stream().anyMatch(repo -> repo.name().equals(name));
    return taken ? name + "~" + digest(location.gitDir()) : name;
  }

  private static String digest(Path gitDir) {
    byte[] hash =
        Constants.newMessageDigest().digest(gitDir.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 4);
  }
}
