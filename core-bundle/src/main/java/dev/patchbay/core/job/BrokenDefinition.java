package dev.patchbay.core.job;

import dev.patchbay.core.config.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A definition that cannot be used; the jobs beside it can. */
public record BrokenDefinition(String id, List<Problem> problems) implements Definition {
  public BrokenDefinition {
    problems = List.copyOf(problems);
  }

  /** A line for each problem: file, line, key, reason. */
  public String error() {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }
}
