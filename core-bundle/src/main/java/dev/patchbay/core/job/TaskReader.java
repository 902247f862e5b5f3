package dev.patchbay.core.job;

import dev.patchbay.core.config.CommandReader;
import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.Node;
import dev.patchbay.core.config.Problems;
import dev.patchbay.core.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the tasks of a job; their ids are unique in it, for logs and data go by them. */
final class TaskReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Duration LONGEST = Duration.ofDays(30);

  private final JobSettings job;
  private final Problems problems;
  private final CommandReader commands = new CommandReader(new PosixCommands());
  private final Map<String, Integer> lines = new HashMap<>();

  TaskReader(JobSettings job, Problems problems) {
    this.job = job;
    this.problems = problems;
  }

  /** The task of a job that has nothing but {@code run}; the section is the job itself. */
  TaskDefinition single(Section root) {
    return task(root, "run", job.timeout(), job.env(), job.cwd(), root.line("run"));
  }

  /** The tasks of a list; one without an id is named for its level and place. */
  List<TaskDefinition> read(Section level, String key, String name) {
    List<TaskDefinition> tasks = new ArrayList<>();
    int number = 0;
    for (Section section : level.sections(key)) {
      number++;
      String id = section.text("id").orElse(idOf(name) + "-" + number);
      if (!ID.matcher(id).matches()) {
        section.problem("id", "expected letters, digits, '.', '_' and '-', at most 100");
      }
      Integer other = lines.putIfAbsent(id, section.line("id"));
      if (other != null) {
        section.problem("id", "the task '" + id + "' is there already, in line " + other);
      }
      refuseIntegrations(section);
      tasks.add(
          task(
              section,
              id,
              section.duration("timeout", Duration.ofMillis(1), LONGEST, job.timeout()),
              Environment.read(section, job.env()),
              Directory.read(section, job.cwd()),
              section.line()));
      section.finish();
    }
    return tasks;
  }

  private TaskDefinition task(
      Section section, String id, Duration timeout, Map<String, String> env, String cwd, int line) {
    return new TaskDefinition(
        id,
        commands.read(section, "run"),
        env,
        cwd,
        timeout,
        section.flag("retry").orElse(false),
        artifacts(section),
        verification(section),
        section.number("attempts", 1, 10, 2),
        line);
  }

  /** A level's name may hold anything; a task's id is also a file name. */
  private static String idOf(String level) {
    String id = level.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return id.isEmpty() ? "task" : id.substring(0, Math.min(90, id.length()));
  }

  private static void refuseIntegrations(Section section) {
    boolean refused = false;
    for (String key : List.of("use", "plugin", "with")) {
      if (section.has(key) && !refused) {
        section.problem(key, "calls of integrations are not available in this version; use 'run'");
        refused = true;
      }
    }
    if (!section.has("run") && !refused) {
      section.required("run");
    }
  }

  private static List<String> artifacts(Section section) {
    List<String> globs = section.texts("artifacts");
    for (String glob : globs) {
      try {
        Glob.of(glob);
        if (!Directory.below(glob)) {
          section.problem("artifacts", "expected patterns of files below the checkout");
        }
      } catch (IllegalArgumentException wrong) {
        section.problem("artifacts", String.valueOf(wrong.getMessage()));
      }
    }
    return globs;
  }

  private Optional<TaskDefinition.Verification> verification(Section section) {
    Optional<Node> node = section.node("verification");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    Duration timeout = Duration.ofSeconds(30);
    if (!(node.get() instanceof Mapping mapping)) {
      return Optional.of(
          new TaskDefinition.Verification(commands.read(section, "verification"), timeout));
    }
    Section inner = new Section(mapping, section.pathOf("verification"), problems);
    if (!inner.has("command")) {
      inner.required("command");
    }
    TaskDefinition.Verification verification =
        new TaskDefinition.Verification(
            commands.read(inner, "command"),
            inner.duration("timeout", Duration.ofMillis(1), LONGEST, timeout));
    inner.finish();
    return Optional.of(verification);
  }
}
