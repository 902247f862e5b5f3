package dev.patchbay.core.shell;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.config.Option;
import dev.patchbay.core.config.OptionBlock;
import dev.patchbay.core.config.OptionSchema;
import java.util.List;
import java.util.Set;

/** All there is to be said of one plugin, whether it is plugged in or lies on the disk. */
final class PluginDetails {
  private final Call call;
  private final Desk rooms;

  PluginDetails(Call call, Desk rooms) {
    this.call = call;
    this.rooms = rooms;
  }

  /**
   * @param yaml its options alone, to be pasted into a configuration
   * @return the exit code
   */
  int print(String name, boolean yaml, Output output) {
    List<PluginInfo> plugins = rooms.records().plugins();
    PluginsOnDisk onDisk = new PluginsOnDisk(rooms.about().home());
    Set<String> names = onDisk.names(offers -> Set.of(offers.plugin()));
    plugins.forEach(each -> names.add(each.name()));
    if (!names.contains(name)) {
      throw CommandFailure.unknown("plugin", name, names);
    }
    OptionSchema schema =
        rooms
            .board()
            .inspection()
            .options(name)
            .or(() -> onDisk.options(name))
            .orElse(OptionSchema.none(name));
    if (yaml) {
      call.out().print(OptionBlock.of(name, schema));
      return 0;
    }
    print(plugins.stream().filter(each -> each.name().equals(name)).toList(), schema, output);
    return 0;
  }

  private void print(List<PluginInfo> instances, OptionSchema schema, Output output) {
    PluginHooks hooks = new PluginHooks(rooms.lanes().standings());
    Json json =
        Json.of(
            "plugins",
            instances.stream()
                .map(one -> PluginsCommand.json(one).putAll("hooks", hooks.json(one)))
                .toList());
    output.print(call, json, PluginsCommand.table(instances), "not plugged in");
    if (!output.isJson()) {
      hooks.print(call, instances);
      schema.options().forEach(option -> call.out().println("  " + line(option)));
    }
  }

  private static String line(Option option) {
    return option.key() + (option.required() ? " (required)" : "") + "  " + option.description();
  }
}
