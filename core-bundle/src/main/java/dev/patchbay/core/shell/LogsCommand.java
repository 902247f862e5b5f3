package dev.patchbay.core.shell;

import dev.patchbay.core.process.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: the end of the daemon's log, or of a plugin's. */
@Command(name = "logs", description = "the end of the daemon's log, or of a plugin's")
final class LogsCommand implements Callable<Integer> {
  private static final int LONGEST_LINE = 4096;

  private final Call call;
  private final Supplier<Desk> desk;

  @Parameters(arity = "0..1", paramLabel = "PLUGIN", description = "the plugin whose log is meant")
  private String plugin = "";

  @Option(names = "--lines", paramLabel = "N", description = "how many lines (${DEFAULT-VALUE})")
  private int lines = 100;

  LogsCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    CommandFailure.unlessPositive("--lines", lines);
    Path logs = desk.get().about().home().resolve("logs");
    Path file = logs.resolve("patchbay.log");
    if (!plugin.isEmpty()) {
      List<String> known = known(logs.resolve("plugins"));
      List<String> plugged =
          desk.get().records().plugins().stream().map(PluginsCommand::label).toList();
      if (!known.contains(plugin) && plugged.contains(plugin)) {
        call.err().println("the plugin '" + plugin + "' has logged nothing yet");
        return 0;
      }
      if (!known.contains(plugin)) {
        throw CommandFailure.unknown("log of a plugin", plugin, known);
      }
      file = logs.resolve("plugins").resolve(plugin + ".log");
    }
    int wanted = Math.min(lines, 100_000);
    int bytes = Math.min(wanted * LONGEST_LINE, 64 << 20);
    List<String> tail = Tail.of(file, bytes).lines().toList();
    tail.subList(Math.max(0, tail.size() - wanted), tail.size()).forEach(call.out()::println);
    return 0;
  }

  private static List<String> known(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".log")) {
          names.add(name.substring(0, name.length() - 4));
        }
      }
    }
    return names;
  }
}
