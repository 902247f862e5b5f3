package dev.patchbay.core.run;

import dev.patchbay.api.event.JobContext;
import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.repository.Repositories;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the contexts that events and receipts carry. */
final class Contexts {
  private static final String ENVIRONMENT = "NODE_ENV";

  private final Repositories repositories;
  private final String host;

  Contexts(Repositories repositories, String host) {
    this.repositories = repositories;
    this.host = host;
  }

  JobContext of(Run run, JobDefinition job) {
    return of(
        run,
        TaskEnvironment.of(run, job).getOrDefault(ENVIRONMENT, own()),
        job.settings().critical(),
        job.about().tags());
  }

  /** For a run whose definition cannot be read any more. */
  JobContext of(Run run, Optional<JobDefinition> job) {
    return job.map(known -> of(run, known)).orElseGet(() -> of(run, own(), false, List.of()));
  }

  private JobContext of(Run run, String environment, boolean critical, List<String> tags) {
    String root =
        repositories.find(run.repository()).map(repo -> repo.path().toString()).orElse("");
    return new JobContext(
        run.repository(),
        root,
        run.branch(),
        run.commit(),
        run.tag(),
        run.trigger(),
        environment,
        critical,
        tags,
        run.priority(),
        run.principal(),
        host,
        run.attempts());
  }

  private static String own() {
    Map<String, String> daemon = System.getenv();
    return daemon.getOrDefault(ENVIRONMENT, "");
  }
}
