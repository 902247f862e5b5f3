package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * An instance of a plugin serves.
 *
 * <p>In YAML, logs and JSON it is called {@code plugin:register}; a hook that wants it and nothing
 * else is an {@code EventHook<PluginRegistered>}.
 *
 * @param header what every event carries
 * @param plugin the plugin's name
 * @param instance which instance of it; {@code default} for the plain one
 * @param version the version of its bundle
 * @param reason why, for people; may be empty
 */
public record PluginRegistered(
    EventHeader header, String plugin, String instance, String version, String reason)
    implements Event {

  /** Refuses null. */
  public PluginRegistered {
    requireNonNull(header, "header");
    requireNonNull(plugin, "plugin");
    requireNonNull(instance, "instance");
    requireNonNull(version, "version");
    requireNonNull(reason, "reason");
  }

  @Override
  public String name() {
    return "plugin:register";
  }
}
