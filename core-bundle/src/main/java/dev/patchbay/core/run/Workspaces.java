package dev.patchbay.core.run;

import dev.patchbay.core.git.Checkouts;
import dev.patchbay.core.job.JobSettings.Workspace;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.repository.RepositoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders that runs work in, below {@code work/} in the home. */
final class Workspaces {
  private static final Logger LOG = LoggerFactory.getLogger(Workspaces.class);

  private final Path home;
  private final Repositories repositories;
  private final Checkouts checkouts;
  private final Instant since = Instant.now();

  Workspaces(Path home, Repositories repositories, Checkouts checkouts) {
    this.home = home;
    this.repositories = repositories;
    this.checkouts = checkouts;
  }

  /** Where the tasks of a run work. */
  Path of(Workspace kind, String run) {
    return kind == Workspace.NONE ? folder(run) : folder(run).resolve("checkout");
  }

  /** Makes the empty folder in which the tasks of a run work that needs no files. */
  void empty(String run) throws IOException {
    Files.createDirectories(of(Workspace.NONE, run));
  }

  /**
   * Puts the commit's files into the folder in which a run's tasks work.
   *
   * @param kept whether tasks of the run have worked there before, so that it stays as it is
   */
  void fill(Run run, boolean kept) throws IOException {
    Path checkout = of(Workspace.SHARED, run.id());
    if (kept && Files.isDirectory(checkout)) {
      return;
    }
    Files.createDirectories(folder(run.id()));
    try {
      checkouts.remove(checkout);
      Repo repo =
          repositories
              .find(run.repository())
              .orElseThrow(() -> new IOException(run.repository() + " is not open"));
      checkouts.checkout(repo, run.commit(), checkout);
    } catch (RepositoryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Whose folders earlier daemons have left: runs, and gates that were asked by hand. */
  List<String> left() {
    Path work = home.resolve("work");
    List<String> left = new ArrayList<>();
    try (Stream<Path> folders = Files.exists(work) ? Files.list(work) : Stream.empty()) {
      for (Path folder : folders.toList()) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(since)) {
          left.add(String.valueOf(folder.getFileName()));
        }
      }
      return left;
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("what earlier runs left in {} stays: {}", work, e.getMessage());
      return List.of();
    }
  }

  void remove(String run) {
    try {
      checkouts.remove(folder(run));
    } catch (RepositoryException e) {
      LOG.warn("the folder of run {} stays: {}", run, e.getMessage());
    }
  }

  private Path folder(String run) {
    return home.resolve("work").resolve(run);
  }
}
