package dev.patchbay.core.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.core.config.Nearest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The commands by name. Only the one that is asked for is put together. */
public final class Commands {
  /** Those that begin without a daemon and are the launcher's. */
  private static final Map<String, String> LAUNCHERS =
      Map.of(
          "up", "run the daemon in the foreground",
          "demo", "show the whole of it in a scratch home");

  private static final List<String> HELP = List.of("help", "--help", "-h");

  private record Entry(Class<?> type, BiFunction<Call, Supplier<Desk>, Object> create) {
    Command about() {
      return type.getAnnotation(Command.class);
    }
  }

  private final Map<String, Entry> entries = new TreeMap<>();
  private final Supplier<Desk> desk;

  /**
   * @param home whose plugins a configuration is checked against
   * @param desk asked when a command begins to work, not to read its arguments
   */
  public Commands(Path home, Supplier<Desk> desk) {
    this.desk = desk;
    add(DownCommand.class, DownCommand::new);
    add(ShellCommand.class, ShellCommand::new);
    add(StatusCommand.class, StatusCommand::new);
    add(HealthCommand.class, HealthCommand::new);
    add(DoctorCommand.class, (call, rooms) -> new DoctorCommand(call, rooms, home));
    add(PluginsCommand.class, PluginsCommand::new);
    add(PluginCommand.class, PluginCommand::new);
    add(JobsCommand.class, JobsCommand::new);
    add(RunCommand.class, RunCommand::new);
    add(CancelCommand.class, CancelCommand::new);
    add(PauseCommand.class, PauseCommand::new);
    add(ResumeCommand.class, ResumeCommand::new);
    add(GatesCommand.class, GatesCommand::new);
    add(LaunchersCommand.class, LaunchersCommand::new);
    add(RunsCommand.class, RunsCommand::new);
    add(RunLogCommand.class, RunLogCommand::new);
    add(ReceiptsCommand.class, ReceiptsCommand::new);
    add(ReceiptCommand.class, ReceiptCommand::new);
    add(EventsCommand.class, EventsCommand::new);
    add(DeadLettersCommand.class, DeadLettersCommand::new);
    add(ReplayCommand.class, ReplayCommand::new);
    add(LogsCommand.class, LogsCommand::new);
    add(HookCommand.class, HookCommand::new);
    add(SchemaCommand.class, (call, rooms) -> new SchemaCommand(call));
    add(GateCommand.class, GateCommand::new);
  }

  private void add(Class<?> type, BiFunction<Call, Supplier<Desk>, Object> create) {
    Entry entry = new Entry(type, create);
    entries.put(entry.about().name(), entry);
  }

  /** The names, for the adapters of a Gogo shell. */
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /** Runs one command; the result is its exit code. */
  public int run(Call call) {
    List<String> argv = call.argv();
    return argv.isEmpty() || HELP.contains(argv.getFirst()) ? help(call) : run(call, argv);
  }

  /** Of everything, or of the command that is named behind it. */
  private int help(Call call) {
    List<String> asked = new ArrayList<>(call.argv());
    asked.removeAll(HELP);
    if (asked.isEmpty()) {
      list(call);
    } else if (LAUNCHERS.containsKey(asked.getFirst())) {
      String name = asked.getFirst();
      call.out()
          .println(
              "patchbay %s: %s; outside of this shell, `patchbay %s --help` shows more"
                  .formatted(name, LAUNCHERS.get(name), name));
    } else {
      Set<String> parts = parts(call, asked.getFirst());
      if (asked.size() > 1 && !parts.contains(asked.get(1))) {
        return unknown(call, "'" + asked.getFirst() + "' has no command", asked.get(1), parts);
      }
      asked.add("--help");
      return run(call, asked);
    }
    return 0;
  }

  /** The commands within one. */
  private Set<String> parts(Call call, String name) {
    Entry entry = entries.get(name);
    return entry == null
        ? Set.of()
        : new CommandLine(entry.create().apply(call, desk)).getSubcommands().keySet();
  }

  private static int unknown(Call call, String what, String name, Collection<String> known) {
    call.err()
        .println(
            "patchbay: %s '%s'%s (`patchbay help` lists them)"
                .formatted(what, Table.plain(name), Nearest.hint(name, known)));
    return CommandFailure.WRONG;
  }

  private int run(Call call, List<String> argv) {
    String name = argv.getFirst();
    Entry entry = entries.get(name);
    if (entry == null) {
      List<String> known = new ArrayList<>(entries.keySet());
      known.addAll(LAUNCHERS.keySet());
      return unknown(call, "there is no command", name, known);
    }
    CommandLine command = new CommandLine(entry.create().apply(call, desk));
    addHelp(command);
    command.setCommandName("patchbay " + name);
    command.setOut(new PrintWriter(call.out(), true, UTF_8));
    command.setErr(new PrintWriter(call.err(), true, UTF_8));
    command.registerConverter(int.class, number(Integer::valueOf));
    command.registerConverter(long.class, number(Long::valueOf));
    command.registerConverter(Long.class, number(Long::valueOf));
    command.setParameterExceptionHandler((e, arguments) -> Failures.misused(call, e));
    command.setExecutionExceptionHandler((e, failed, parsed) -> Failures.of(call, e));
    List<String> arguments = argv.subList(1, argv.size());
    return command.execute(arguments.toArray(String[]::new));
  }

  private static <N> ITypeConverter<N> number(Function<String, N> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("expected a whole number, found '" + text + "'");
      }
    };
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help").usageHelp(true).description("show this").build());
    command.getSubcommands().values().forEach(Commands::addHelp);
  }

  private void list(Call call) {
    Map<String, String> all = new TreeMap<>(LAUNCHERS);
    entries.forEach((name, entry) -> all.put(name, String.join(" ", entry.about().description())));
    call.out().println("usage: patchbay COMMAND [ARGUMENT]... [--home DIR]");
    Table table = new Table("", "");
    all.forEach((name, description) -> table.row("  " + name, description));
    table.print(call);
    call.out()
        .println(
            "`patchbay help COMMAND` shows more of one of them; in a shell, `felix:help` lists the"
                + " framework's.");
  }
}
