package dev.patchbay.core.board;

import java.util.Locale;

/** Where an instance of a plugin is in its life. */
public enum PluginState {
  /** Named in the configuration, not installed. */
  MISSING,
  /** Installed; something it requires is not there. */
  DISCOVERED,
  /** Resolved; none of its services is there yet. */
  RESOLVED,
  /** Needs options and has none. */
  UNCONFIGURED,
  /** Its options, or the bundle itself, are wrong. */
  INVALID,
  /** Its services are held; it has nothing to connect to, or is not connected yet. */
  REGISTERED,
  /** Connected and healthy. */
  CONNECTED,
  /** Connected, and says that something is wrong. */
  DEGRADED,
  /** Hung or broken: no further calls until it is updated or restarted. */
  QUARANTINED,
  /** Stopped by a user; stays so across restarts. */
  STOPPED;

  /** As listings show it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
