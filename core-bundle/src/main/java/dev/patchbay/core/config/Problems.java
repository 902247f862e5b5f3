package dev.patchbay.core.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong in one file, so that all of it is reported together, each thing once. */
public final class Problems {
  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>();

  public Problems(String file) {
    this.file = file;
  }

  public void add(int line, String key, String message) {
    found.add(new Problem(file, line, key, message));
  }

  public void addAll(List<Problem> problems) {
    found.addAll(problems);
  }

  public boolean none() {
    return found.isEmpty();
  }

  /** By line. */
  public List<Problem> all() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }

  public void throwIfAny() throws ConfigurationException {
    if (!found.isEmpty()) {
      throw new ConfigurationException(all());
    }
  }
}
