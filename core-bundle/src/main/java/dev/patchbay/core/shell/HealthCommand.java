package dev.patchbay.core.shell;

import dev.patchbay.api.Health;
import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.git.RepositoryState;
import dev.patchbay.core.log.Damage;
import dev.patchbay.core.log.Damage.DamagedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code health}: exit code 0 while everything is well. */
@Command(name = "health", description = "how the daemon, its repositories and its plugins are")
final class HealthCommand implements Callable<Integer> {
  private static final List<String> UNWELL =
      List.of("missing", "invalid", "degraded", "quarantined", "discovered");

  private record Line(String kind, String name, String health, String message) {}

  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  HealthCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Desk rooms = desk.get();
    List<Line> lines = new ArrayList<>();
    boolean accepting = rooms.store().accepting();
    lines.add(
        new Line(
            "store",
            String.valueOf(rooms.store().file().getFileName()),
            accepting ? "healthy" : "unhealthy",
            accepting ? "" : "the disk is full: nothing is accepted until there is space"));
    for (DamagedEvent each : new Damage(rooms.store()).list()) {
      lines.add(new Line("log", "event " + each.seq(), "degraded", each.what()));
    }
    for (RepositoryState each : rooms.watcher().states()) {
      lines.add(
          new Line(
              "repository",
              each.name(),
              health(each),
              each.error().isEmpty() ? each.warning() : each.error()));
    }
    for (PluginInfo each : rooms.records().plugins()) {
      lines.add(new Line("plugin", PluginsCommand.label(each), health(each), message(each)));
    }
    for (Absent each : rooms.absent(rooms.configuration().get())) {
      lines.add(new Line(each.kind(), each.name(), "unhealthy", each.message()));
    }
    boolean well = lines.stream().noneMatch(line -> line.health().equals("unhealthy"));
    Json json =
        Json.of(
                "health",
                lines.stream()
                    .map(
                        line ->
                            new Json()
                                .put("kind", line.kind())
                                .put("name", line.name())
                                .put("health", line.health())
                                .put("message", line.message()))
                    .toList())
            .put("status", well ? "healthy" : "unhealthy");
    Table table = new Table("KIND", "NAME", "HEALTH", "MESSAGE");
    lines.forEach(line -> table.row(line.kind(), line.name(), line.health(), line.message()));
    output.print(call, json, table, "");
    return well ? 0 : CommandFailure.FAILED;
  }

  private static String health(RepositoryState repository) {
    if (!repository.error().isEmpty()) {
      return "unhealthy";
    }
    return repository.warning().isEmpty() ? "healthy" : "degraded";
  }

  private static String health(PluginInfo plugin) {
    if (UNWELL.contains(plugin.state())) {
      return plugin.state().equals("degraded") ? "degraded" : "unhealthy";
    }
    Health.State state = plugin.health().state();
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String message(PluginInfo plugin) {
    return plugin.reason().isEmpty() ? plugin.health().message() : plugin.reason();
  }
}
