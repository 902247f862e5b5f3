package dev.patchbay.core.run;

import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.process.Placeholders;
import dev.patchbay.core.process.Processes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a task's command finds in its environment, and what its placeholders stand for. */
final class TaskEnvironment {
  /** The daemon's own environment does not change. */
  private static final Map<String, String> INHERITED = Processes.inherited();

  private TaskEnvironment() {}

  /** The values of the placeholders. */
  static Map<String, String> placeholders(Run run, Intent intent) {
    Map<String, String> values = placeholders(run);
    values.put("level", Integer.toString(intent.level()));
    values.put("task_id", intent.task().id());
    values.put("worker_id", intent.worker());
    return values;
  }

  private static Map<String, String> placeholders(Run run) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("feature", "");
    values.put("job", run.job());
    values.put("run", run.id());
    values.put("branch", run.branch());
    values.put("commit", run.commit());
    values.put("repository", run.repository());
    values.put("event", run.trigger().event());
    return values;
  }

  /** What the job itself says of its environment, as far as it is known before any task is. */
  static Map<String, String> of(Run run, JobDefinition job) {
    return filled(job.settings().env(), placeholders(run));
  }

  private static Map<String, String> filled(Map<String, String> env, Map<String, String> values) {
    Map<String, String> filled = new LinkedHashMap<>(env);
    filled.replaceAll((name, value) -> Placeholders.fill(value, values));
    return filled;
  }

  /** The daemon's own variables stand above all; nothing else of the daemon's comes through. */
  static Map<String, String> of(Run run, Intent intent, Path checkout, TaskFiles files) {
    Map<String, String> environment = new LinkedHashMap<>(INHERITED);
    Map<String, String> values = placeholders(run, intent);
    environment.putAll(filled(intent.task().env(), values));
    values.forEach(
        (name, value) -> environment.put("PATCHBAY_" + name.toUpperCase(Locale.ROOT), value));
    environment.put("PATCHBAY_WORKTREE", checkout.toString());
    environment.put("PATCHBAY_OUTPUT", files.output().toString());
    environment.put("PATCHBAY_CONTEXT_FILE", files.context().toString());
    environment.put("PATCHBAY_FEEDBACK_FILE", files.feedback().toString());
    return environment;
  }
}
