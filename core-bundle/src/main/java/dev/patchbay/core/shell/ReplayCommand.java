package dev.patchbay.core.shell;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.board.PluginId;
import dev.patchbay.core.hook.HookName;
import dev.patchbay.core.hook.Replay;
import dev.patchbay.core.hook.Replay.Replayed;
import dev.patchbay.core.hook.Standing;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}. */
@Command(name = "replay", description = "delivers events to a plugin's hooks again")
final class ReplayCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;

  @Parameters(paramLabel = "PLUGIN", description = "the plugin, or one instance: name~instance")
  private String plugin = "";

  @Option(
      names = "--since",
      required = true,
      paramLabel = "SEQ",
      description = "those after this one, as `events --since` lists them")
  private long since;

  @Option(names = "--hook", paramLabel = "NAME", description = "this hook alone")
  private String hook = "";

  ReplayCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Desk rooms = desk.get();
    List<String> readers = readers(rooms);
    check(rooms);
    Replayed replayed = new Replay(rooms.lanes()).replay(readers, since);
    long last = rooms.log().last();
    replayed.from().forEach((reader, from) -> call.out().println(back(rooms, reader, from, last)));
    for (String reader : replayed.kept()) {
      call.out().println(label(reader) + ": has not come that far, and stays where it is");
    }
    return 0;
  }

  private String back(Desk rooms, String reader, long from, long last) {
    boolean served =
        rooms.lanes().standings().stream()
            .anyMatch(one -> one.reader().equals(reader) && one.served());
    return "%s: goes on after event %d, it was at %d; %d events are before it%s"
        .formatted(
            label(reader), since, from, last - since, served ? "" : ", for when it is there again");
  }

  private void check(Desk rooms) {
    long first = rooms.log().first();
    long last = rooms.log().last();
    if (since < first - 1) {
      throw new CommandFailure(
          CommandFailure.WRONG,
          "the log has nothing of before event %d any more; `--since %d` replays all that it has"
              .formatted(first, first - 1));
    }
    if (since > last) {
      throw new CommandFailure(
          CommandFailure.WRONG, "there is no event %d yet; the last is %d".formatted(since, last));
    }
  }

  /** The cursors that are meant. */
  private List<String> readers(Desk rooms) {
    List<Standing> all = rooms.lanes().standings();
    PluginId id = PluginId.of(plugin);
    List<Standing> its =
        all.stream()
            .filter(
                one ->
                    one.reader().equals(plugin) // a command of the configuration
                        || one.name().filter(name -> name.plugin().equals(id)).isPresent())
            .toList();
    if (its.isEmpty()) {
      throw missing(rooms, all);
    }
    List<String> readers =
        its.stream()
            .filter(one -> hook.isEmpty() || hook(one).equals(hook))
            .map(Standing::reader)
            .toList();
    if (readers.isEmpty()) {
      throw CommandFailure.unknown(
          "hook of " + plugin, hook, its.stream().map(ReplayCommand::hook).toList());
    }
    return readers;
  }

  private CommandFailure missing(Desk rooms, List<Standing> all) {
    TreeSet<String> known = new TreeSet<>();
    for (PluginInfo each : rooms.records().plugins()) {
      if (PluginsCommand.label(each).equals(plugin)) {
        return new CommandFailure(
            CommandFailure.WRONG, plugin + " has no hook, so there is nothing to replay to it");
      }
      known.add(PluginsCommand.label(each));
    }
    all.forEach(one -> one.name().ifPresent(name -> known.add(name.plugin().toString())));
    return CommandFailure.unknown("plugin", plugin, known);
  }

  private static String hook(Standing one) {
    return one.name().map(HookName::hook).orElse("");
  }

  private static String label(String reader) {
    return HookName.of(reader).map(name -> name.plugin() + " " + name.hook()).orElse(reader);
  }
}
