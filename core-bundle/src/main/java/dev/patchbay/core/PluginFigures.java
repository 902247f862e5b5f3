package dev.patchbay.core;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.Figures;
import dev.patchbay.core.board.PluginId;
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
    Figures figures = Standing.of(new PluginId(plugin.name(), plugin.instance()), hooks);
    String reason = plugin.reason();
    return figures.in(
        plugin, reason.isEmpty() ? rails.leftBehind(plugin.name()).orElse("") : reason);
  }
}
