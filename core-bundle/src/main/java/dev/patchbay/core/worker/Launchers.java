package dev.patchbay.core.worker;

import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.process.Marks;
import dev.patchbay.core.process.Processes;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All launchers by name: the built-in ones, and those of plugins as they come and go. */
public final class Launchers {

  /** Nobody waits for them any more: they get a moment, not the usual grace, one after another. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** The names of those that are there without any plugin. */
  public static final List<String> BUILT_IN = List.of("subprocess", "mock");

  private final Processes processes;
  private final SubprocessLauncher subprocess;
  private final MockLauncher mock = new MockLauncher();
  private final Supplier<Map<String, Launcher>> plugged;

  public Launchers(Processes processes, Supplier<Map<String, Launcher>> plugged) {
    this.processes = processes;
    this.subprocess = new SubprocessLauncher(processes);
    this.plugged = plugged;
  }

  /**
   * @throws LauncherException when there is none of that name, with the nearest one: never another
   *     one instead
   */
  public Launcher find(String name) throws LauncherException {
    Map<String, Launcher> all = all();
    Launcher launcher = all.get(name);
    if (launcher == null) {
      throw new LauncherException(
          "no launcher '%s'%s (there are %s; a plugin may bring others)"
              .formatted(name, Nearest.hint(name, all.keySet()), String.join(", ", all.keySet())));
    }
    return launcher;
  }

  public List<String> names() {
    return List.copyOf(all().keySet());
  }

  /**
   * Ends what is left of an earlier daemon's workers on this machine: those recorded, and what of
   * the given runs only its marks tell of, their gates too. What finished runs left running is not
   * touched.
   */
  public void endLeft(String home, Collection<String> runs, Collection<WorkerHandle> recorded) {
    recorded.stream()
        .filter(worker -> worker.launcher().equals(subprocess.name()))
        .forEach(worker -> subprocess.end(worker, GRACE));
    processes.carrying(new Marks(Map.of(Marks.HOME, home))).stream()
        .filter(left -> runs.contains(left.variables().getOrDefault(Marks.RUN, "")))
        .forEach(
            left ->
                processes.endStrays(List.of(left.identity()), Marks.of(left.variables()), GRACE));
  }

  private Map<String, Launcher> all() {
    Map<String, Launcher> all = new LinkedHashMap<>();
    all.put(subprocess.name(), subprocess);
    all.put(mock.name(), mock);
    plugged.get().forEach(all::putIfAbsent);
    return all;
  }
}
