package dev.patchbay.core.run;

import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.Trigger;
import dev.patchbay.core.job.JobDefinition;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A run that is to be queued, with the definition it is pinned to.
 *
 * @param definition the text
 */
record NewRun(Run run, String definition) {

  /** The run of a job that an event leads to; a delete is about the commit that was there. */
  static NewRun of(GitEvent event, JobDefinition job) {
    Trigger trigger = new Trigger(event.type(), event.id());
    return of(
        event.repository(),
        job,
        trigger,
        event.seq(),
        event.time(),
        commit(event),
        event.branch(),
        event.tag(),
        Map.of(),
        RunOptions.NONE);
  }

  static String commit(GitEvent event) {
    return event.to().isEmpty() ? event.from() : event.to();
  }

  static NewRun of(
      String repository,
      JobDefinition job,
      Trigger trigger,
      long eventSeq,
      Instant time,
      String commit,
      String branch,
      String tag,
      Map<String, Object> payload,
      RunOptions options) {
    String concurrency =
        job.settings().concurrency().name().toLowerCase(Locale.ROOT).replace('_', '-');
    Run run =
        new Run(
            RunId.fresh(),
            repository,
            job.id(),
            trigger,
            eventSeq,
            time,
            commit,
            branch,
            tag,
            RunStatus.QUEUED,
            job.settings().priority(),
            job.version(),
            payload,
            options,
            Fingerprint.of(repository, job.id(), commit, payload, job.version(), trigger),
            concurrency,
            false,
            "",
            1,
            Instant.EPOCH,
            Instant.EPOCH,
            "");
    return new NewRun(run, job.text());
  }
}
