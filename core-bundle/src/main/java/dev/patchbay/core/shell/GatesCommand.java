package dev.patchbay.core.shell;

import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.core.board.Plugged;
import dev.patchbay.core.config.GateCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gates}. */
@Command(name = "gates", description = "commands and plugins that judge a level")
final class GatesCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  GatesCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Desk rooms = desk.get();
    List<Json> gates = new ArrayList<>();
    Table table = new Table("GATE", "KIND", "REQUIRED", "FROM");
    for (GateCommand each : rooms.configuration().get().gates()) {
      String required = Boolean.toString(each.required());
      String command = String.join(" ", each.command());
      table.row(each.name(), "command", required, command);
      gates.add(
          new Json()
              .put("name", each.name())
              .put("kind", "command")
              .put("required", each.required())
              .put("command", each.command())
              .put("timeout", each.timeout()));
    }
    for (Map.Entry<String, Plugged<QualityGate>> each : rooms.board().gates().entrySet()) {
      Plugged<QualityGate> gate = each.getValue();
      table.row(each.getKey(), "plugin", "true", gate.plugin() + " " + gate.version());
      gates.add(
          new Json()
              .put("name", each.getKey())
              .put("kind", "plugin")
              .put("required", true)
              .put("plugin", gate.plugin())
              .put("instance", gate.instance())
              .put("version", gate.version()));
    }
    return output.print(call, Json.of("gates", gates), table, "no gates");
  }
}
