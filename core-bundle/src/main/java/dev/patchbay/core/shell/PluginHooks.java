package dev.patchbay.core.shell;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.board.PluginId;
import dev.patchbay.core.hook.HookName;
import dev.patchbay.core.hook.Standing;
import java.util.List;

/** The hooks of a plugin, each with its place in the log. */
final class PluginHooks {
  private final List<Standing> all;

  PluginHooks(List<Standing> all) {
    this.all = all;
  }

  List<Json> json(PluginInfo plugin) {
    return of(plugin).stream()
        .map(
            one ->
                new Json()
                    .put("hook", hook(one))
                    .put("served", one.served())
                    .put("position", one.position())
                    .put("lag", one.lag())
                    .put("delivered", one.delivered())
                    .put("failed", one.failed()))
        .toList();
  }

  void print(Call call, List<PluginInfo> plugins) {
    Table table = new Table("HOOK", "POSITION", "LAG", "DELIVERED", "FAILED");
    for (PluginInfo plugin : plugins) {
      for (Standing one : of(plugin)) {
        table.row(
            PluginsCommand.label(plugin) + " " + hook(one),
            Long.toString(one.position()),
            Long.toString(one.lag()),
            Long.toString(one.delivered()),
            Long.toString(one.failed()));
      }
    }
    if (!table.isEmpty()) {
      table.print(call);
    }
  }

  private List<Standing> of(PluginInfo plugin) {
    PluginId id = new PluginId(plugin.name(), plugin.instance());
    return all.stream()
        .filter(one -> one.name().filter(name -> name.plugin().equals(id)).isPresent())
        .toList();
  }

  private static String hook(Standing one) {
    return one.name().map(HookName::hook).orElse("");
  }
}
