package dev.patchbay.core;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.PluginId;
import dev.patchbay.core.hook.Figures;
import dev.patchbay.core.hook.Lanes;
import dev.patchbay.core.hook.Standing;
import dev.patchbay.core.rails.Rails;
import java.util.List;

/** What the board says of plugins, with what it does not know: deliveries, and what was left. */
final class PluginFigures {
  private final Board board;
  private final Lanes lanes;
  private final Rails rails;

  PluginFigures(Board board, Lanes lanes, Rails rails) {
    this.board = board;
    this.lanes = lanes;
    this.rails = rails;
  }

  List<PluginInfo> plugins() {
    return with(board.plugins());
  }

  /** Waits for the store. */
  List<PluginInfo> with(List<PluginInfo> plugins) {
    List<Standing> hooks = lanes.standings();
    return plugins.stream().map(plugin -> with(plugin, hooks)).toList();
  }

  private PluginInfo with(PluginInfo plugin, List<Standing> hooks) {
    Figures figures = Figures.of(new PluginId(plugin.name(), plugin.instance()), hooks);
    return new PluginInfo(
        plugin.name(),
        plugin.instance(),
        plugin.types(),
        plugin.version(),
        plugin.bundle(),
        plugin.state(),
        plugin.reason().isEmpty() ? rails.leftBehind(plugin.name()).orElse("") : plugin.reason(),
        plugin.health(),
        figures.lag(),
        figures.delivered(),
        figures.failed(),
        plugin.since());
  }
}
