package dev.patchbay.core.run;

import dev.patchbay.core.job.JobDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** One run while it is carried out. */
record Scope(Run run, JobDefinition job, LiveRun live, Instant deadline, Path checkout) {

  /** What is left of a task's time, within that of the run. */
  Duration left(Duration timeout) {
    Duration run = Duration.between(Instant.now(), deadline);
    return run.compareTo(timeout) < 0 ? run : timeout;
  }

  /** When that time is over. */
  Instant until(Duration timeout) {
    return Instant.now().plus(left(timeout));
  }

  boolean overdue() {
    return !Instant.now().isBefore(deadline);
  }
}
