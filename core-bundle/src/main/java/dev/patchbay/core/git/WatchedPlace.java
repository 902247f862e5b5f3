package dev.patchbay.core.git;

import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What a watched path leads to, and whether it still is what it was when it was opened. */
final class WatchedPlace {
  private final Path path;
  private final Repositories repositories;
  private volatile @Nullable Repo repo;
  private volatile @Nullable Object identity;
  private volatile @Nullable Path target;

  WatchedPlace(Path path, Repositories repositories) {
    this.path = path;
    this.repositories = repositories;
  }

  /** The one that was opened last. */
  @Nullable Repo repo() {
    return repo;
  }

  /** A repository that came back, or another at its place, is opened anew. */
  Repo open() {
    Repo before = repo;
    Path leads = leads();
    Repo open =
        before == null || !leads.equals(target)
            ? repositories.open(path)
            : repositories.reopen(before);
    target = leads;
    identity = identityOf(open);
    repo = open;
    return open;
  }

  boolean isUnchanged() {
    Repo open = repo;
    return open != null
        && open.present()
        && !open.converted()
        && identityOf(open).equals(identity)
        && leads().equals(target);
  }

  /** Where the path leads now: it may be, or lie below, a link that is set anew. */
  private Path leads() {
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
