package dev.patchbay.core.shell;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code launchers}. */
@Command(name = "launchers", description = "what can run the tasks of a job")
final class LaunchersCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  LaunchersCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Desk rooms = desk.get();
    String preferred = rooms.configuration().get().launcher();
    List<String> names = rooms.launchers().names();
    Table table = new Table("LAUNCHER", "KIND", "DEFAULT");
    names.forEach(name -> table.row(name, kind(rooms, name), name.equals(preferred) ? "yes" : ""));
    Json json =
        Json.of(
            "launchers",
            names.stream()
                .map(
                    name ->
                        new Json()
                            .put("name", name)
                            .put("kind", kind(rooms, name))
                            .put("default", name.equals(preferred)))
                .toList());
    return output.print(call, json, table, "no launchers");
  }

  private static String kind(Desk rooms, String name) {
    return rooms.board().launchers().containsKey(name) ? "plugin" : "built in";
  }
}
