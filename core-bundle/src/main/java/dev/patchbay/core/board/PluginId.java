package dev.patchbay.core.board;

import java.util.Objects;

/**
 * The unit that is connected, switched and quarantined as one.
 *
 * @param name the plugin's name
 * @param instance {@code default} unless the configuration names another
 */
public record PluginId(String name, String instance) implements Comparable<PluginId> {
  /** The instance of a plugin that is named without one. */
  public static final String DEFAULT = "default";

  public PluginId {
    Objects.requireNonNull(name);
    Objects.requireNonNull(instance);
  }

  /** The id that {@code name} or {@code name~instance} stands for. */
  public static PluginId of(String text) {
    int tilde = text.indexOf('~');
    return tilde < 0
        ? new PluginId(text, DEFAULT)
        : new PluginId(text.substring(0, tilde), text.substring(tilde + 1));
  }

  /** How users write it: the plain name is the default instance. */
  @Override
  public String toString() {
    return instance.equals(DEFAULT) ? name : name + "~" + instance;
  }

  @Override
  public int compareTo(PluginId other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : instance.compareTo(other.instance);
  }
}
