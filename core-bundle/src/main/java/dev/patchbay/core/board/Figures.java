package dev.patchbay.core.board;

import dev.patchbay.api.query.PluginInfo;

/**
 * How deliveries to an instance of a plugin stand, which others know than the board.
 *
 * @param lag how many events the hook that is furthest behind has before it
 * @param delivered how many deliveries ended well since its cursors came to be
 * @param failed how many events became dead letters since then
 */
public record Figures(long lag, long delivered, long failed) {
  static Figures of(PluginInfo plugin) {
    return new Figures(plugin.lag(), plugin.delivered(), plugin.failed());
  }

  /** The same plugin with these figures, and for this reason in its state. */
  public PluginInfo in(PluginInfo plugin, String reason) {
    return new PluginInfo(
        plugin.name(),
        plugin.instance(),
        plugin.types(),
        plugin.version(),
        plugin.bundle(),
        plugin.state(),
        reason,
        plugin.health(),
        lag,
        delivered,
        failed,
        plugin.since());
  }
}
