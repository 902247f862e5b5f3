package dev.patchbay.core.run;

import dev.patchbay.api.event.GitEvent;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.RepositoryEntry;
import dev.patchbay.core.job.BrokenDefinition;
import dev.patchbay.core.job.Definition;
import dev.patchbay.core.job.Facts;
import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.job.JobDefinitions;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.repository.RepositoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where definitions come from: the event's commit, or the default branch where that is wanted. */
final class JobSource {
  private static final Logger LOG = LoggerFactory.getLogger(JobSource.class);

  private final Repositories repositories;
  private final JobDefinitions definitions;
  private final Supplier<Configuration> configuration;

  JobSource(
      Repositories repositories,
      JobDefinitions definitions,
      Supplier<Configuration> configuration) {
    this.repositories = repositories;
    this.definitions = definitions;
    this.configuration = configuration;
  }

  /** The runs an event leads to; none when its repository cannot be read, which is logged. */
  List<NewRun> runsOf(GitEvent event) {
    Optional<Repo> repo = repositories.find(event.repository());
    if (repo.isEmpty()) {
      LOG.warn("{}: not open; its event {} leads to no run", event.repository(), event.id());
      return List.of();
    }
    try {
      List<NewRun> runs = new ArrayList<>();
      Facts facts = Facts.of(event, repo.get());
      for (Definition definition : definitions.at(repo.get(), commit(repo.get(), event))) {
        if (definition instanceof BrokenDefinition broken) {
          LOG.warn("{}: the job {} cannot run: {}", repo.get().name(), broken.id(), broken.error());
        } else if (definition instanceof JobDefinition job && job.matches(facts)) {
          runs.add(NewRun.of(event, job));
        }
      }
      return runs;
    } catch (RepositoryException e) {
      LOG.warn("{}: event {} leads to no run: {}", event.repository(), event.id(), e.getMessage());
      return List.of();
    }
  }

  private String commit(Repo repo, GitEvent event) {
    if (jobs(repo) == RepositoryEntry.Jobs.DEFAULT_BRANCH) {
      Optional<String> tip = repo.defaultBranch().flatMap(repo::commit);
      if (tip.isPresent()) {
        return tip.get();
      }
    }
    return NewRun.commit(event);
  }

  private RepositoryEntry.Jobs jobs(Repo repo) {
    return configuration.get().repositories().stream()
        .filter(entry -> isOf(repo, entry.path().toAbsolutePath().normalize()))
        .map(RepositoryEntry::jobs)
        .findFirst()
        .orElse(RepositoryEntry.Jobs.EVENT);
  }

  private static boolean isOf(Repo repo, Path path) {
    return path.equals(repo.path()) || path.equals(repo.gitDir());
  }
}
