package dev.patchbay.core.shell;

import dev.patchbay.core.hook.HookName;
import dev.patchbay.core.log.DeadLetters.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead-letters}. */
@Command(name = "dead-letters", description = "events that a plugin could not take")
final class DeadLettersCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  @Option(
      names = "--retry",
      arity = "1..*",
      paramLabel = "ID",
      description = "deliver these once more; those that are taken are no more")
  private List<String> retry = List.of();

  @Option(
      names = "--drop",
      arity = "1..*",
      paramLabel = "ID",
      description = "forget these: they are not delivered any more")
  private List<String> drop = List.of();

  DeadLettersCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() throws InterruptedException {
    Desk rooms = desk.get();
    if (!retry.isEmpty() && !drop.isEmpty()) {
      throw new CommandFailure(CommandFailure.WRONG, "either --retry or --drop, not both");
    }
    if (!drop.isEmpty()) {
      return drop(rooms, letters(rooms, drop));
    }
    if (!retry.isEmpty()) {
      return new DeadLetterRetry(call, rooms, output).of(letters(rooms, retry));
    }
    List<DeadLetter> all = rooms.deadLetters().list();
    Json json = Json.of("deadLetters", all.stream().map(DeadLettersCommand::json).toList());
    return output.print(call, json, table(all), "no dead letters");
  }

  /** All of them, or nothing is done. */
  private static List<DeadLetter> letters(Desk rooms, List<String> ids) {
    List<DeadLetter> letters = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String id : ids) {
      Optional<DeadLetter> letter = rooms.deadLetters().find(id);
      letter.filter(one -> !letters.contains(one)).ifPresent(letters::add);
      if (letter.isEmpty()) {
        unknown.add("'" + Table.plain(id) + "'");
      }
    }
    if (!unknown.isEmpty()) {
      throw new CommandFailure(
          CommandFailure.WRONG,
          "there is no dead letter "
              + String.join(", ", unknown)
              + "; nothing was done (`patchbay dead-letters` lists them)");
    }
    return letters;
  }

  private int drop(Desk rooms, List<DeadLetter> letters) {
    rooms
        .store()
        .change(
            tx -> {
              for (DeadLetter each : letters) {
                rooms.deadLetters().remove(tx, each.id());
              }
            });
    Table table = new Table("ID", "RESULT");
    letters.forEach(each -> table.row(each.id(), "dropped"));
    List<String> ids = letters.stream().map(DeadLetter::id).toList();
    return output.print(call, new Json().put("dropped", ids), table, "");
  }

  private static Table table(List<DeadLetter> letters) {
    Table table = new Table("ID", "SEQ", "EVENT", "PLUGIN", "ATTEMPTS", "TIME", "ERROR");
    for (DeadLetter each : letters) {
      table.row(
          each.id(),
          Long.toString(each.seq()),
          Words.orDash(each.name()),
          plugin(each),
          Integer.toString(each.attempts()),
          Words.at(each.time()),
          each.error());
    }
    return table;
  }

  /** As in the configuration; a command of it by its own name. */
  static String plugin(DeadLetter each) {
    return HookName.of(each.reader()).map(hook -> hook.plugin().toString()).orElse(each.reader());
  }

  private static Json json(DeadLetter each) {
    Json json =
        new Json()
            .put("id", each.id())
            .put("seq", each.seq())
            .put("event", each.name())
            .put("plugin", HookName.plugin(each.reader()));
    HookName.of(each.reader())
        .ifPresent(hook -> json.put("instance", hook.plugin().instance()).put("hook", hook.hook()));
    return json.put("attempts", each.attempts())
        .put("error", each.error())
        .put("time", each.time());
  }
}
