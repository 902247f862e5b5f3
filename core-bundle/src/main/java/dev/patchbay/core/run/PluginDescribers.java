package dev.patchbay.core.run;

import dev.patchbay.api.worker.BriefSource;
import dev.patchbay.core.board.Plugged;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The sources of briefs on the board, by their own names, as they are at that moment. */
public final class PluginDescribers implements Supplier<Map<String, Describer>> {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Supplier<Map<String, Plugged<BriefSource>>> plugged;

  public PluginDescribers(Supplier<Map<String, Plugged<BriefSource>>> plugged) {
    this.plugged = plugged;
  }

  @Override
  public Map<String, Describer> get() {
    Map<String, Describer> describers = new TreeMap<>();
    plugged
        .get()
        .forEach(
            (name, one) ->
                describers.put(
                    name,
                    brief -> one.call("describe", TIMEOUT, source -> source.describe(brief))));
    return describers;
  }
}
