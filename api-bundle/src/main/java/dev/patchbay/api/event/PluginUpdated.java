package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * Another version or configuration of a plugin serves now.
 *
 * <p>In YAML, logs and JSON it is called {@code plugin:update}; a hook that wants it and nothing
 * else is an {@code EventHook<PluginUpdated>}.
 *
 * @param header what every event carries
 * @param plugin the plugin's name
 * @param instance which instance of it; {@code default} for the plain one
 * @param version the version of its bundle
 * @param fromVersion the version before
 * @param reason why, for people; may be empty
 */
public record PluginUpdated(
    EventHeader header,
    String plugin,
    String instance,
    String version,
    String fromVersion,
    String reason)
    implements Event {

  /** Refuses null. */
  public PluginUpdated {
    requireNonNull(header, "header");
    requireNonNull(plugin, "plugin");
    requireNonNull(instance, "instance");
    requireNonNull(version, "version");
    requireNonNull(fromVersion, "fromVersion");
    requireNonNull(reason, "reason");
  }

  @Override
  public String name() {
    return "plugin:update";
  }
}
