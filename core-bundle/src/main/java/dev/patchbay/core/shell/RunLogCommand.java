package dev.patchbay.core.shell;

import dev.patchbay.api.query.RunInfo;
import dev.patchbay.api.worker.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code run-log}: the full output of tasks, and of gates when no task is named. */
@Command(name = "run-log", description = "what the tasks and gates of a run printed")
final class RunLogCommand implements Callable<Integer> {
  private static final String SUFFIX = ".log";

  private final Call call;
  private final Supplier<Desk> desk;

  @Parameters(index = "0", paramLabel = "RUN", description = "the run's id")
  private String run = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TASK",
      description = "only this task's, or the gates' of a level: level-N")
  private String task = "";

  RunLogCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    Path logs = desk.get().about().home().resolve("logs");
    if (!run.matches("[A-Za-z0-9._-]+") || run.startsWith(".")) {
      throw unknownRun();
    }
    List<String> tasks = names(logs.resolve("runs").resolve(run));
    List<String> gates = names(logs.resolve("gates").resolve(run));
    if (!task.isEmpty()) {
      one(tasks, gates);
      return 0;
    }
    if (tasks.isEmpty() && gates.isEmpty()) {
      return nothing();
    }
    for (String each : tasks) {
      call.out().println("== task " + each);
      print(each);
    }
    for (String each : gates) {
      call.out().println("== gates of " + each);
      copyGates(each);
    }
    return 0;
  }

  private void one(List<String> tasks, List<String> gates) throws IOException {
    if (tasks.contains(task)) {
      print(task);
    } else if (gates.contains(task)) {
      copyGates(task);
    } else {
      List<String> known = new ArrayList<>(tasks);
      known.addAll(gates);
      throw CommandFailure.unknown("log of a task or level of run " + run, task, known);
    }
  }

  private void copyGates(String level) throws IOException {
    Path folder = desk.get().about().home().resolve("logs").resolve("gates").resolve(run);
    Files.copy(folder.resolve(level + SUFFIX), call.out());
  }

  /** A run that was denied, or has not begun, is there and printed nothing: that is its log. */
  private int nothing() {
    RunInfo found = desk.get().history().find(run).orElseThrow(this::unknownRun);
    String why = found.error().isEmpty() ? "" : " (" + found.error() + ")";
    call.err()
        .println(
            Table.plain("patchbay: nothing of run " + run + " ran: it is " + found.status() + why));
    return 0;
  }

  private CommandFailure unknownRun() {
    return new CommandFailure(
        CommandFailure.WRONG,
        "there are no logs of a run '" + run + "'; `patchbay runs` lists runs");
  }

  private void print(String name) {
    long offset = 0;
    Output part = desk.get().records().log(run, name, offset);
    while (!part.text().isEmpty()) {
      call.out().print(part.text());
      if (part.end() || part.next() == offset || call.out().checkError()) {
        break;
      }
      offset = part.next();
      part = desk.get().records().log(run, name, offset);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(SUFFIX)) {
          names.add(name.substring(0, name.length() - SUFFIX.length()));
        }
      }
    }
    return names;
  }
}
