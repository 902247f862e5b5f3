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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.LargeObjectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where definitions come from: the event's commit, or the default branch where that is wanted. */
final class JobSource {
  private static final Logger LOG = LoggerFactory.getLogger(JobSource.class);

  private final Repositories repositories;
  private final JobDefinitions definitions;
  private final Supplier<Configuration> configuration;
  private final Complaints complaints = new Complaints();

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
    } catch (RepositoryException | LargeObjectException e) {
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
    } catch (RepositoryException | LargeObjectException e) {
      if (e instanceof RepositoryException read
          && read.reason() == RepositoryException.Reason.GONE) {
        return Optional.empty();
      }
      LOG.warn("{}: event {} leads to no run: {}", event.repository(), event.id(), e.getMessage());
      return Optional.of(List.of());
    }
  }

  private List<NewRun> runs(Repo repo, GitEvent event) {
    List<NewRun> runs = new ArrayList<>();
    if (namesNoCommit(repo, event)) {
      return runs;
    }
    Facts facts = Facts.of(event, repo);
    for (Definition definition : definitions(repo, NewRun.commit(event))) {
      if (definition instanceof BrokenDefinition broken) {
        if (complaints.isNew(repo.name(), event.branch(), broken)) {
          LOG.warn("{}: the job {} cannot run: {}", repo.name(), broken.id(), broken.error());
        }
      } else if (definition instanceof JobDefinition job) {
        complaints.over(repo.name(), event.branch(), job.id());
        if (job.matches(facts)) {
          runs.add(NewRun.of(event, job));
        }
      }
    }
    return runs;
  }

  /** A tag may name a tree or a file, and then there is nothing to run. */
  private static boolean namesNoCommit(Repo repo, GitEvent event) {
    String id = NewRun.commit(event);
    return !event.tag().isEmpty() && repo.commit(id).isEmpty() && repo.holds(id);
  }

  /** What holds for a commit: its own definitions, or those of the default branch. */
  List<Definition> definitions(Repo repo, String commit) {
    if (jobs(repo) == RepositoryEntry.Jobs.DEFAULT_BRANCH) {
      Optional<String> tip = repo.defaultBranch().flatMap(repo::commit);
      if (tip.isPresent()) {
        return definitions.at(repo, tip.get());
      }
    }
    return definitions.at(repo, commit);
  }

  private RepositoryEntry.Jobs jobs(Repo repo) {
    return configuration.get().repositories().stream()
        .filter(entry -> repositories.at(entry.path()).filter(repo::equals).isPresent())
        .map(RepositoryEntry::jobs)
        .findFirst()
        .orElse(RepositoryEntry.Jobs.EVENT);
  }
}
