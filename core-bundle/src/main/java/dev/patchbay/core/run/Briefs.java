package dev.patchbay.core.run;

import dev.patchbay.api.event.ContextBuilt;
import dev.patchbay.api.event.PromptPrepared;
import dev.patchbay.api.worker.TaskBrief;
import dev.patchbay.core.board.CallFailed;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.process.Utf8;
import dev.patchbay.core.store.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the briefs of tasks: what the task is, and what the sources that are plugged in have to
 * say of it. A source that fails is left out.
 */
final class Briefs {
  private static final Logger LOG = LoggerFactory.getLogger(Briefs.class);
  private static final int MOST_OF_A_SOURCE = 256 << 10;

  private final Supplier<Map<String, Describer>> describers;
  private final EventLog log;

  Briefs(Supplier<Map<String, Describer>> describers, EventLog log) {
    this.describers = describers;
    this.log = log;
  }

  /** Writes the whole brief when there is nobody to ask. */
  void begin(Run run, Intent intent, TaskFiles files) throws IOException {
    if (describers.get().isEmpty()) {
      Utf8.write(files.context(), heading(run, intent));
    }
  }

  /** Answers what is to be told of it: something only when a source was asked. */
  Optional<Change> write(Scope scope, Intent intent, TaskFiles files) throws IOException {
    Run run = scope.run();
    Map<String, Describer> asked = describers.get();
    if (asked.isEmpty()) {
      if (!Files.exists(files.context())) {
        begin(run, intent, files);
      }
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(heading(run, intent));
    TaskBrief brief = brief(run, intent, scope.checkout().resolve(intent.task().cwd()));
    asked.forEach((name, describer) -> text.append(described(name, describer, brief)));
    Utf8.write(files.context(), text);
    return Optional.of(told(run, intent, files, text.toString()));
  }

  private Change told(Run run, Intent intent, TaskFiles files, String text) {
    String task = intent.task().id();
    return tx -> {
      log.append(tx, run.repository(), h -> new PromptPrepared(h, run.id(), run.job(), task, text));
      log.append(
          tx,
          run.repository(),
          h -> new ContextBuilt(h, run.id(), run.job(), task, files.context().toString()));
    };
  }

  private static String heading(Run run, Intent intent) {
    return "# "
        + intent.task().id()
        + "\n\n- job: "
        + run.job()
        + ", level "
        + intent.level()
        + ", run "
        + run.id()
        + "\n- repository: "
        + run.repository()
        + ", commit "
        + run.commit()
        + (run.branch().isEmpty() ? "" : ", branch " + run.branch())
        + "\n- command: "
        + String.join(" ", intent.task().run())
        + "\n";
  }

  private static TaskBrief brief(Run run, Intent intent, Path directory) {
    return new TaskBrief(
        run.id(),
        run.job(),
        "",
        intent.level(),
        intent.task().id(),
        "",
        "",
        run.repository(),
        run.commit(),
        directory,
        List.of());
  }

  private static String described(String name, Describer describer, TaskBrief brief) {
    try {
      String said = describer.describe(brief);
      if (said == null || said.isBlank()) {
        return "";
      }
      String text = said.strip();
      return "\n"
          + (text.length() > MOST_OF_A_SOURCE ? text.substring(0, MOST_OF_A_SOURCE) + "…" : text)
          + "\n";
    } catch (CallFailed e) {
      LOG.warn(
          "the brief of task {} of run {} lacks what {} says: {}",
          brief.taskId(),
          brief.run(),
          name,
          e.getMessage());
      return "";
    }
  }
}
