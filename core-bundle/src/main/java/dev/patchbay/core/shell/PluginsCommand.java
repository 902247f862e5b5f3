package dev.patchbay.core.shell;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.board.Inspection;
import dev.patchbay.core.hook.HookName;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plugins}. */
@Command(name = "plugins", description = "what is plugged in")
final class PluginsCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "only those that do this: hook, gate, guard, launcher, …")
  private String type = "";

  PluginsCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    CommandFailure.unlessKnown("--type", type, Inspection.types());
    List<PluginInfo> plugins =
        desk.get().records().plugins().stream()
            .filter(each -> type.isEmpty() || each.types().contains(type))
            .toList();
    Json json = Json.of("plugins", plugins.stream().map(PluginsCommand::json).toList());
    return output.print(call, json, table(plugins), "no plugins");
  }

  static Table table(List<PluginInfo> plugins) {
    Table table =
        new Table("PLUGIN", "TYPES", "VERSION", "STATE", "LAG", "DELIVERED", "FAILED", "REASON");
    for (PluginInfo each : plugins) {
      table.row(
          label(each),
          String.join(",", each.types()),
          Words.orDash(each.version()),
          each.state(),
          Long.toString(each.lag()),
          Long.toString(each.delivered()),
          Long.toString(each.failed()),
          each.reason());
    }
    return table;
  }

  /** What keeps a plugin from being called, in brackets; empty when it is there and well. */
  static String trouble(Desk rooms, String label) {
    for (PluginInfo each : rooms.records().plugins()) {
      if (label(each).equals(label)) {
        boolean well = each.state().equals("registered") || each.state().equals("connected");
        String reason = each.reason().isEmpty() ? "" : ", " + each.reason();
        return well ? "" : " (" + label + " is " + each.state() + reason + ")";
      }
    }
    return HookName.isCommand(label) ? "" : " (" + label + " is not installed)";
  }

  /** As in the configuration. */
  static String label(PluginInfo plugin) {
    return plugin.instance().equals("default")
        ? plugin.name()
        : plugin.name() + "~" + plugin.instance();
  }

  static Json json(PluginInfo each) {
    return new Json()
        .put("name", each.name())
        .put("instance", each.instance())
        .put("types", each.types())
        .put("version", each.version())
        .put("bundle", each.bundle())
        .put("state", each.state())
        .put("reason", each.reason())
        .put("health", each.health().state().name().toLowerCase(Locale.ROOT))
        .put("healthMessage", each.health().message())
        .put("lag", each.lag())
        .put("delivered", each.delivered())
        .put("failed", each.failed())
        .put("since", each.since());
  }
}
