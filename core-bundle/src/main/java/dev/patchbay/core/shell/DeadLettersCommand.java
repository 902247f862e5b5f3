package dev.patchbay.core.shell;

import dev.patchbay.core.log.DeadLetters.DeadLetter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dead-letters}. */
@Command(name = "dead-letters", description = "events that a plugin could not take")
final class DeadLettersCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  DeadLettersCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    List<DeadLetter> letters = desk.get().deadLetters().list();
    Table table = new Table("ID", "SEQ", "EVENT", "PLUGIN", "ATTEMPTS", "TIME", "ERROR");
    for (DeadLetter each : letters) {
      table.row(
          each.id(),
          Long.toString(each.seq()),
          each.name(),
          each.reader(),
          Integer.toString(each.attempts()),
          Words.at(each.time()),
          each.error());
    }
    Json json = Json.of("deadLetters", letters.stream().map(DeadLettersCommand::json).toList());
    return output.print(call, json, table, "no dead letters");
  }

  private static Json json(DeadLetter each) {
    return new Json()
        .put("id", each.id())
        .put("seq", each.seq())
        .put("event", each.name())
        .put("plugin", each.reader())
        .put("attempts", each.attempts())
        .put("error", each.error())
        .put("time", each.time());
  }
}
