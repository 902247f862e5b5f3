package dev.patchbay.core.worker;

import dev.patchbay.api.worker.WorkerLauncher;
import dev.patchbay.core.board.Plugged;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The launchers that plugins bring, by their own names, as they are plugged in at that moment. */
public final class PluginLaunchers implements Supplier<Map<String, Launcher>> {

  private final Supplier<Map<String, Plugged<WorkerLauncher>>> plugged;

  public PluginLaunchers(Supplier<Map<String, Plugged<WorkerLauncher>>> plugged) {
    this.plugged = plugged;
  }

  @Override
  public Map<String, Launcher> get() {
    Map<String, Launcher> launchers = new TreeMap<>();
    for (String name : plugged.get().keySet()) {
      launchers.put(name, new PluginLauncher(name, () -> current(name)));
    }
    return launchers;
  }

  private Optional<Service<WorkerLauncher>> current(String name) {
    return Optional.ofNullable(plugged.get().get(name)).map(launcher -> launcher::call);
  }
}
