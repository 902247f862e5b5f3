package dev.patchbay.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** A file cannot be used; its message has one line for each problem. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public ConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All that was found, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
