package dev.patchbay.core.run;

import dev.patchbay.api.event.Trigger;
import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.job.BrokenDefinition;
import dev.patchbay.core.job.Definition;
import dev.patchbay.core.job.GateEntry;
import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.Constants;

/** Makes runs of what people submit by hand; their guards are asked at once. */
final class Submissions {
  private final Store store;
  private final Repositories repositories;
  private final JobSource jobs;
  private final Start start;
  private final RunQueue queue;
  private final Waiters waiters;

  Submissions(
      Store store,
      Repositories repositories,
      JobSource jobs,
      Start start,
      RunQueue queue,
      Waiters waiters) {
    this.store = store;
    this.repositories = repositories;
    this.jobs = jobs;
    this.start = start;
    this.queue = queue;
    this.waiters = waiters;
  }

  String submit(Submission submission) {
    Repo repo = repository(submission.repository());
    if (!repo.present()) {
      throw new SubmissionException(
          "%s is gone from %s; it is watched again when it returns"
              .formatted(repo.name(), repo.path()));
    }
    String ref =
        submission.ref().isEmpty() ? repo.defaultBranch().orElse(Constants.HEAD) : submission.ref();
    String commit = commit(repo, ref);
    JobDefinition job = definition(repo, commit, submission.job());
    submission.options().gateConfig().keySet().forEach(gate -> known(gate, job));
    NewRun fresh =
        NewRun.of(
            repo.name(),
            job,
            new Trigger("manual", UUID.randomUUID().toString()),
            0,
            Instant.now(),
            commit,
            named(repo, Constants.R_HEADS, ref),
            named(repo, Constants.R_TAGS, ref),
            submission.shown(job.settings().secretPayload()),
            submission.options());
    Decision decision = start.ask(fresh.run(), job, submission.payload());
    Run run = fresh.run().admittedFor(decision.principal());
    store.change(tx -> RunRows.insert(tx, run, fresh.definition()));
    if (decision.admitted()) {
      queue.add(run);
    } else {
      start.deny(run, decision, job);
      waiters.ended(run.id(), RunStatus.DENIED);
    }
    return run.id();
  }

  private Repo repository(String named) {
    List<Repo> all = repositories.all();
    if (named.isEmpty() && all.size() == 1) {
      return all.get(0);
    }
    List<String> names = all.stream().map(Repo::name).toList();
    if (named.isEmpty()) {
      throw new SubmissionException(
          all.isEmpty()
              ? "no repository is watched; name one under `repositories:` or with --repo"
              : "say which repository with --repo: one of " + String.join(", ", names));
    }
    return repositories
        .find(named)
        .orElseThrow(
            () ->
                new SubmissionException(
                    "no repository '" + named + "'" + Nearest.hint(named, names)));
  }

  private static String commit(Repo repo, String ref) {
    return repo.commit(ref)
        .orElseThrow(
            () ->
                new SubmissionException(
                    repo.refs().isEmpty()
                        ? repo.name() + " has no commit yet; push one first"
                        : "no branch, tag or commit '" + ref + "' in " + repo.name()));
  }

  private JobDefinition definition(Repo repo, String commit, String job) {
    List<Definition> all = jobs.definitions(repo, commit);
    Optional<Definition> found = all.stream().filter(some -> some.id().equals(job)).findFirst();
    if (found.isEmpty()) {
      throw new SubmissionException(
          "no job '%s' in %s at %s%s"
              .formatted(
                  job,
                  repo.name(),
                  commit.substring(0, 10),
                  Nearest.hint(job, all.stream().map(Definition::id).toList())));
    }
    return switch (found.get()) {
      case JobDefinition valid -> valid;
      case BrokenDefinition broken -> throw new SubmissionException(broken.error());
    };
  }

  private static void known(String gate, JobDefinition job) {
    List<String> gates =
        job.levels().stream()
            .flatMap(level -> level.gates().stream())
            .map(GateEntry::name)
            .toList();
    if (!gates.contains(gate)) {
      throw new SubmissionException(
          "the job '%s' has no gate '%s'%s".formatted(job.id(), gate, Nearest.hint(gate, gates)));
    }
  }

  /** The short name of a ref when it is a branch, or tag, of that name; else nothing. */
  private static String named(Repo repo, String prefix, String ref) {
    String name = ref.startsWith(prefix) ? ref.substring(prefix.length()) : ref;
    return repo.ref(prefix + name).isEmpty() ? "" : name;
  }
}
