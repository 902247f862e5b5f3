package dev.patchbay.core.config;

/**
 * An instance of a plugin and its options as written.
 *
 * @param instance {@code default} when the key is the plain name
 */
public record PluginEntry(String name, String instance, int line, Mapping options) {
  /** The instance of a key without a {@code ~}. */
  public static final String DEFAULT = "default";

  /** The key it stands under. */
  public String key() {
    return instance.equals(DEFAULT) ? name : name + "~" + instance;
  }

  /** Whether another entry gives the same options, wherever they stand in the file. */
  public boolean sameOptions(PluginEntry other) {
    return options.sameAs(other.options);
  }

  /** Without the options, which hold secrets. */
  @Override
  public String toString() {
    return "PluginEntry[" + key() + ", line " + line + "]";
  }
}
