package dev.patchbay.core.board;

/**
 * What came of plugging in a bundle.
 *
 * @param accepted false when it was refused: what was there before is still there
 * @param reason why it was refused, or why it does not serve yet; empty when all is well
 */
public record Arrival(
    String plugin, String version, boolean accepted, PluginState state, String reason) {}
