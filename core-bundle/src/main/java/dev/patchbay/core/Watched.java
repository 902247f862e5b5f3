package dev.patchbay.core;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.RepositoryEntry;
import dev.patchbay.core.git.GitWatcher;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.repository.RepositoryException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which repositories are watched: those of the command line and those of the configuration. */
final class Watched {
  private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

  private final List<Path> given;
  private final Repositories repositories;
  private final GitWatcher watcher;
  private Set<Path> watched = Set.of();

  Watched(List<Path> given, Repositories repositories, GitWatcher watcher) {
    this.given = List.copyOf(given);
    this.repositories = repositories;
    this.watcher = watcher;
  }

  /**
   * Somebody who has just typed a path wants to know at once that it is wrong; what the
   * configuration names may be a volume that comes back.
   */
  void checkGiven(Configuration configuration) {
    repositories.keepNames(wanted(configuration));
    for (Path path : given) {
      try {
        repositories.open(path);
      } catch (RepositoryException e) {
        throw new StartException(2, "--repo " + path + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * Opens what is named, in that order, so that names do not depend on who was faster, and before
   * anything that an earlier daemon left is taken up. What cannot be opened waits in the watcher.
   */
  void open(Configuration configuration) {
    for (Path path : wanted(configuration)) {
      try {
        repositories.open(path);
      } catch (RepositoryException e) {
        LOG.debug("{} is not open: {}", path, e.getMessage()); // the watcher says it to users
      }
    }
  }

  /** Watches what is named now; answers when each of them was looked at. */
  synchronized CompletableFuture<Void> follow(Configuration configuration) {
    Set<Path> wanted = wanted(configuration);
    watched.stream().filter(path -> !wanted.contains(path)).forEach(watcher::unwatch);
    List<CompletableFuture<Void>> looked =
        wanted.stream().filter(path -> !watched.contains(path)).map(watcher::watch).toList();
    watched = Set.copyOf(wanted);
    return CompletableFuture.allOf(looked.toArray(CompletableFuture[]::new));
  }

  /** A line for each of those that cannot be watched now. */
  void tellTrouble(Consumer<String> notice) {
    watcher.states().stream()
        .filter(state -> !state.error().isEmpty())
        .forEach(
            state -> notice.accept("cannot watch %s: %s".formatted(state.path(), state.error())));
  }

  /** The paths, as the event of the start names them. */
  List<String> paths(Configuration configuration) {
    return wanted(configuration).stream().map(Path::toString).sorted().toList();
  }

  private Set<Path> wanted(Configuration configuration) {
    Set<Path> wanted = new LinkedHashSet<>(given);
    configuration.repositories().stream().map(RepositoryEntry::path).forEach(wanted::add);
    return wanted;
  }
}
