package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * An instance of a plugin hung or misbehaved and is not called until it is updated or restarted.
 *
 * <p>In YAML, logs and JSON it is called {@code plugin:quarantine}; a hook that wants it and
 * nothing else is an {@code EventHook<PluginQuarantined>}.
 *
 * @param header what every event carries
 * @param plugin the plugin's name
 * @param instance which instance of it; {@code default} for the plain one
 * @param version the version of its bundle
 * @param reason why, for people; may be empty
 */
public record PluginQuarantined(
    EventHeader header, String plugin, String instance, String version, String reason)
    implements Event {

  /** Refuses null. */
  public PluginQuarantined {
    requireNonNull(header, "header");
    requireNonNull(plugin, "plugin");
    requireNonNull(instance, "instance");
    requireNonNull(version, "version");
    requireNonNull(reason, "reason");
  }

  @Override
  public String name() {
    return "plugin:quarantine";
  }
}
