package dev.patchbay.core.run;

import dev.patchbay.api.guard.JobGuard;
import dev.patchbay.core.board.Plugged;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The guards on the board, by their own names, as they are plugged in at that moment. */
public final class PluginGuards implements Supplier<Map<String, Guard>> {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Supplier<Map<String, Plugged<JobGuard>>> plugged;

  public PluginGuards(Supplier<Map<String, Plugged<JobGuard>>> plugged) {
    this.plugged = plugged;
  }

  @Override
  public Map<String, Guard> get() {
    Map<String, Guard> guards = new TreeMap<>();
    plugged
        .get()
        .forEach(
            (name, one) ->
                guards.put(
                    name, request -> one.call("admit", TIMEOUT, guard -> guard.admit(request))));
    return guards;
  }
}
