package dev.patchbay.core.board;

import dev.patchbay.core.config.Problem;
import java.util.List;
import java.util.Set;

/**
 * How a configuration fits the plugins that are there.
 *
 * @param problems what is wrong with it whichever versions run; empty when it can be applied
 * @param together the plugins whose present version refuses it and whose waiting one takes it
 */
public record Fit(List<Problem> problems, Set<String> together) {
  public Fit {
    problems = List.copyOf(problems);
    together = Set.copyOf(together);
  }
}
