package dev.patchbay.core.board;

import java.time.Duration;

/**
 * How long the steps of a plugin's life may take, each to be interrupted then and given up a while
 * later.
 *
 * @param step to install, start, stop or uninstall its bundle
 * @param activate to get a service: the constructor, and later its deactivation
 * @param every how often its health is asked
 * @param retry the first wait before another try to connect or, as long as it was never well, to
 *     ask for its health; it grows
 * @param firstLook when somebody who plugged in what replaces nothing is told how it stands
 */
public record Limits(
    Duration step,
    Duration activate,
    Duration connect,
    Duration disconnect,
    Duration health,
    Duration every,
    Duration retry,
    Duration firstLook) {
  /** What the daemon uses. */
  public static final Limits USUAL =
      new Limits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3));
}
