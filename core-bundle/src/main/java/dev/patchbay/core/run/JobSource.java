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

  /** The runs an event leads to; empty when its repository cannot be read now. */
  Optional<List<NewRun>> runsOf(GitEvent event) {
    Optional<Repo> repo = repositories.find(event.repository()).filter(Repo::present);
    if (repo.isEmpty()) {
      LOG.warn("{} is not there: its event {} waits for it", event.repository(), event.id());
      return Optional.empty();
    }
    try {
      return Optional.of(runs(repo.get(), event));
    } catch (RepositoryException e) {
      // Perhaps it is just being removed: whether it is for good is seen when it is tried again.
      LOG.warn("{}: its event {} waits: {}", event.repository(), event.id(), e.getMessage());
      return Optional.empty();
    }
  }

  boolean isThere(String repository) {
    return repositories.find(repository).filter(Repo::present).isPresent();
  }

  /** For an event that has waited: what cannot be read of a repository that is there is lost. */
  Optional<List<NewRun>> runsAtLast(GitEvent event) {
    Optional<Repo> repo = repositories.find(event.repository()).filter(Repo::present);
    if (repo.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(runs(repo.get(), event));
    } catch (RepositoryException e) {
      if (e.reason() == RepositoryException.Reason.GONE) {
        return Optional.empty();
      }
      LOG.warn("{}: event {} leads to no run: {}", event.repository(), event.id(), e.getMessage());
      return Optional.of(List.of());
    }
  }

  private List<NewRun> runs(Repo repo, GitEvent event) {
    List<NewRun> runs = new ArrayList<>();
    Facts facts = Facts.of(event, repo);
    for (Definition definition : definitions.at(repo, commit(repo, event))) {
      if (definition instanceof BrokenDefinition broken) {
        LOG.warn("{}: the job {} cannot run: {}", repo.name(), broken.id(), broken.error());
      } else if (definition instanceof JobDefinition job && job.matches(facts)) {
        runs.add(NewRun.of(event, job));
      }
    }
    return runs;
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
