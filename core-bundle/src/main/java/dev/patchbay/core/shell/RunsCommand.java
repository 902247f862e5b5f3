package dev.patchbay.core.shell;

import dev.patchbay.api.query.RunFilter;
import dev.patchbay.api.query.RunInfo;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.run.RunStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs}. */
@Command(name = "runs", description = "what ran and runs, newest first")
final class RunsCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  @Mixin private Pages pages = new Pages();

  @Option(
      names = "--repo",
      paramLabel = "REPOSITORY",
      description = "only those of this repository")
  private String repository = "";

  @Option(names = "--status", paramLabel = "STATUS", description = "only those that stand so")
  private String status = "";

  RunsCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    List<String> known = Arrays.stream(RunStatus.values()).map(RunStatus::word).toList();
    CommandFailure.unlessKnown("--status", status, known);
    Desk rooms = desk.get();
    RunFilter filter = new RunFilter(pages.job(), repository(rooms), status);
    List<RunInfo> runs = pages.all((after, size) -> rooms.records().runs(filter, after, size));
    if (runs.isEmpty()) {
      unlessKnown(rooms);
    }
    Json json = Json.of("runs", runs.stream().map(RunsCommand::json).toList());
    Table table =
        new Table(
            "RUN", "JOB", "REPOSITORY", "COMMIT", "STATUS", "TRIGGER", "STARTED", "TOOK", "ERROR");
    for (RunInfo each : runs) {
      table.row(
          each.id(),
          each.job(),
          each.repository(),
          Words.commit(each.commit()),
          each.status(),
          each.trigger().kind(),
          Words.orDash(Words.at(each.started())),
          Words.took(each.duration()),
          each.error());
    }
    return output.print(call, json, table, "no runs");
  }

  /** By the name it has, when it is watched; else by the name it had. */
  private String repository(Desk rooms) {
    return rooms
        .repositories()
        .find(repository.isEmpty() ? "" : call.path(repository).toString())
        .map(Repo::name)
        .orElse(repository);
  }

  private void unlessKnown(Desk rooms) {
    pages.unlessKnown(rooms);
    Set<String> known = Named.everyRepository(rooms);
    if (!repository.isEmpty() && !known.contains(repository(rooms))) {
      throw CommandFailure.unknown("repository", repository, known);
    }
  }

  private static Json json(RunInfo each) {
    return new Json()
        .put("id", each.id())
        .put("job", each.job())
        .put("repository", each.repository())
        .put("commit", each.commit())
        .put("branch", each.branch())
        .put("status", each.status())
        .put(
            "trigger",
            new Json().put("kind", each.trigger().kind()).put("event", each.trigger().event()))
        .put("started", each.started())
        .put("duration", each.duration())
        .put("attempts", each.attempts())
        .put("error", each.error());
  }
}
