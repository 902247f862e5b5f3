package dev.patchbay.core.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  public Marks {
    variables = Map.copyOf(variables);
  }

  /** The call's id where there is one, else run and task together, else nothing. */
  public static Marks of(Map<String, String> environment) {
    for (List<String> names : List.of(List.of(CALL), List.of(RUN, TASK))) {
      Map<String, String> found = new TreeMap<>(environment);
      found.keySet().retainAll(names);
      // An empty value would match whatever else carries an empty one.
      found.values().removeIf(String::isEmpty);
      if (found.size() == names.size()) {
        return new Marks(found);
      }
    }
    return new Marks(Map.of());
  }

  boolean carriedBy(long pid) {
    if (variables.isEmpty()) {
      return false;
    }
    try {
      byte[] environ = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
      // Bytes as Latin-1 on both sides: an environment need not be UTF-8.
      String entries = "\0" + new String(environ, StandardCharsets.ISO_8859_1) + "\0";
      return variables.entrySet().stream().allMatch(mark -> entries.contains(entry(mark)));
    } catch (IOException e) {
      return false; // gone meanwhile, or another user's: not ours in either case
    }
  }

  private static String entry(Map.Entry<String, String> mark) {
    byte[] bytes = (mark.getKey() + "=" + mark.getValue()).getBytes(StandardCharsets.UTF_8);
    return "\0" + new String(bytes, StandardCharsets.ISO_8859_1) + "\0";
  }
}
