package dev.patchbay.core.job;

import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.Node;
import dev.patchbay.core.config.Problems;
import dev.patchbay.core.config.Scalar;
import dev.patchbay.core.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code levels} with their gates, or {@code run} as one level with one task. */
final class LevelReader {
  private final JobSettings job;
  private final Problems problems;
  private final TaskReader tasks;

  LevelReader(JobSettings job, Problems problems) {
    this.job = job;
    this.problems = problems;
    this.tasks = new TaskReader(job, problems);
  }

  List<LevelDefinition> read(Section root) {
    if (root.has("run") && root.has("levels")) {
      root.problem("run", "either 'run' or 'levels', not both");
      return List.of();
    }
    if (root.has("run")) {
      return List.of(
          new LevelDefinition(
              "run",
              List.of(tasks.single(root)),
              gates(root),
              job.launcher(),
              job.parallel(),
              LevelDefinition.OnError.FAIL,
              List.of(),
              true));
    }
    List<LevelDefinition> levels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.sections("levels")) {
      LevelDefinition level = level(section, levels.size() + 1);
      if (!names.add(level.name())) {
        section.problem("name", "there are two levels of this name");
      }
      levels.add(level);
    }
    if (root.blank("levels")) {
      root.problem("levels", "a job needs a command: 'run', or 'levels' with tasks");
    }
    return levels;
  }

  private LevelDefinition level(Section section, int number) {
    String name = section.text("name").orElse("level-" + number);
    LevelDefinition level =
        new LevelDefinition(
            name,
            tasks.read(section, "tasks", name),
            gates(section),
            section.text("launcher").orElse(job.launcher()),
            section.number("parallel", 1, 1000, job.parallel()),
            Choice.of(
                section, "onError", LevelDefinition.OnError.values(), LevelDefinition.OnError.FAIL),
            tasks.read(section, "rollback", name + "-rollback"),
            section.flag("stopOnFailure").orElse(true));
    if (section.blank("tasks") && level.gates().isEmpty()) {
      section.problem("tasks", "a level needs tasks or gates");
    }
    boolean rollsBack = level.onError() == LevelDefinition.OnError.ROLLBACK;
    if (rollsBack && section.blank("rollback")) {
      section.problem("onError", "'rollback' needs the tasks of 'rollback:'");
    }
    if (!rollsBack && section.has("rollback")) {
      section.problem("rollback", "these tasks run with 'onError: rollback' alone");
    }
    section.finish();
    return level;
  }

  private List<GateEntry> gates(Section section) {
    List<GateEntry> gates = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int index = 0;
    for (Node node : section.items("gates")) {
      String path = section.pathOf("gates") + "[" + index++ + "]";
      GateEntry gate = gate(node, path);
      if (!gate.name().isEmpty() && !names.add(gate.name())) {
        problems.add(node.line(), path, "the gate '" + gate.name() + "' is listed twice");
      }
      gates.add(gate);
    }
    return gates;
  }

  private GateEntry gate(Node node, String path) {
    if (node instanceof Scalar scalar && !scalar.empty()) {
      return new GateEntry(
          scalar.text(), Optional.empty(), Map.of(), Optional.empty(), node.line());
    }
    if (!(node instanceof Mapping mapping)) {
      problems.add(node.line(), path, "expected a gate's name, or a mapping with 'name'");
      return new GateEntry("", Optional.empty(), Map.of(), Optional.empty(), node.line());
    }
    Section section = new Section(mapping, path, problems);
    Duration most = Duration.ofHours(1);
    Optional<Duration> timeout =
        section.has("timeout")
            ? Optional.of(section.duration("timeout", Duration.ofSeconds(1), most, most))
            : Optional.empty();
    GateEntry gate =
        new GateEntry(
            section.required("name"),
            section.flag("required"),
            values(section.mapping("config")),
            timeout,
            node.line());
    section.finish();
    return gate;
  }

  private static Map<String, Object> values(Mapping config) {
    Map<String, Object> values = new LinkedHashMap<>();
    config.entries().forEach((key, entry) -> values.put(key, entry.node().value()));
    return values;
  }
}
