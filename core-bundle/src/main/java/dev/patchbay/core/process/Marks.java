package dev.patchbay.core.process;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables in a command's environment by which the processes it left behind are known as its
 * own: a child inherits them through forks and new sessions unless it takes care to drop them.
 */
public record Marks(Map<String, String> variables) {

  public static final String RUN = "PATCHBAY_RUN";
  public static final String TASK = "PATCHBAY_TASK_ID";
  public static final String CALL = "PATCHBAY_CALL";

  /**
   * Whose they are: a process that names another daemon is never ours, whatever else it carries.
   * One that names none may have dropped it, and is known by the others, which no two daemons
   * share.
   */
  public static final String HOME = "PATCHBAY_HOME_ID";

  public Marks {
    variables = Map.copyOf(variables);
  }

  /** The call's id where there is one, else run and task together, else nothing; with the home. */
  public static Marks of(Map<String, String> environment) {
    for (List<String> names : List.of(List.of(CALL), List.of(RUN, TASK))) {
      Map<String, String> found = new TreeMap<>(environment);
      found.keySet().retainAll(names);
      // An empty value would match whatever else carries an empty one.
      found.values().removeIf(String::isEmpty);
      if (found.size() == names.size()) {
        String home = environment.getOrDefault(HOME, "");
        if (!home.isEmpty()) {
          found.put(HOME, home);
        }
        return new Marks(found);
      }
    }
    return new Marks(Map.of());
  }

  boolean carriedBy(long pid) {
    if (variables.isEmpty()) {
      return false;
    }
    Environ environ = Environ.of(pid);
    return variables.entrySet().stream()
        .allMatch(
            mark ->
                environ.has(mark.getKey(), mark.getValue())
                    || (variables.size() > 1
                        && mark.getKey().equals(HOME)
                        && !environ.names(HOME)));
  }
}
