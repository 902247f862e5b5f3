package dev.patchbay.core.hook;

import dev.patchbay.core.board.PluginId;
import java.util.Optional;

/** Whose cursor or dead letter it is: the hook of a plugin, by name and instance. */
public record HookName(PluginId plugin, String hook) {
  private static final String PREFIX = "hook ";

  /** What cursors of commands begin with. */
  static final String COMMAND = "command ";

  /** The name of its cursor. */
  String reader() {
    return PREFIX + plugin + " " + hook;
  }

  /** Empty for a command of the configuration, and for readers that are no hooks. */
  public static Optional<HookName> of(String reader) {
    int blank = reader.indexOf(' ', PREFIX.length());
    if (!reader.startsWith(PREFIX) || blank < 0) {
      return Optional.empty();
    }
    PluginId plugin = PluginId.of(reader.substring(PREFIX.length(), blank));
    return Optional.of(new HookName(plugin, reader.substring(blank + 1)));
  }

  /** As listings show it: the plugin, or the command's own name. */
  public static String plugin(String reader) {
    return of(reader).map(hook -> hook.plugin().name()).orElse(reader);
  }

  /** Whether a command of the configuration reads by this name. */
  public static boolean isCommand(String reader) {
    return reader.startsWith(COMMAND);
  }

  static boolean isHook(String reader) {
    return reader.startsWith(PREFIX) || isCommand(reader);
  }
}
