package dev.patchbay.core.board;

/**
 * What came of plugging in a bundle.
 *
 * @param accepted false when it was refused: what was there before is still there
 * @param reason why it was refused, or why it does not serve yet; empty when all is well
 * @param forOptions whether it was refused for its options alone: it may come when they change
 */
public record Arrival(
    String plugin,
    String version,
    boolean accepted,
    PluginState state,
    String reason,
    boolean forOptions) {
  Arrival(String plugin, String version, boolean accepted, PluginState state, String reason) {
    this(plugin, version, accepted, state, reason, false);
  }
}
