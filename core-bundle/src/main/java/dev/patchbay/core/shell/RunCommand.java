package dev.patchbay.core.shell;

import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.job.Definition;
import dev.patchbay.core.job.GateEntry;
import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.job.LevelDefinition;
import dev.patchbay.core.job.TaskDefinition;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.run.RunOptions;
import dev.patchbay.core.run.Submission;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: one job by hand, with each step as it happens. */
@Command(name = "run", description = "run a job; ends with its outcome when its receipt is written")
final class RunCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;

  @Parameters(paramLabel = "JOB", description = "the job's id")
  private String job = "";

  @Option(names = "--repo", paramLabel = "R", description = "its repository, by name or path")
  private String repository = "";

  @Option(
      names = "--ref",
      paramLabel = "R",
      description = "branch, tag or commit; the default branch")
  private String ref = "";

  @Option(
      names = "--payload",
      paramLabel = "JSON",
      description = "an object that guards and hooks see")
  private String payload = "{}";

  @Option(names = "--mode", paramLabel = "LAUNCHER", description = "who runs its tasks")
  private String mode = "";

  @Option(
      names = "--gate-config",
      paramLabel = "GATE.KEY=VALUE",
      description = "an option of a gate, for this run")
  private List<String> gateConfig = List.of();

  @Option(names = "--dry-run", description = "show what would run")
  private boolean dryRun;

  @Option(names = "--detach", description = "print the run's id at once")
  private boolean detach;

  RunCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, Object> parsed = Json.object("--payload", payload);
    RunOptions options = new RunOptions(mode, GateSettings.of(gateConfig));
    Desk rooms = desk.get();
    if (!mode.isEmpty() && !rooms.launchers().names().contains(mode)) {
      throw CommandFailure.unknown("launcher", mode, rooms.launchers().names());
    }
    String where = repository.isEmpty() ? "" : Named.repositoryAt(rooms, call, repository).name();
    if (dryRun) {
      return show(rooms, where);
    }
    RunWatch watch = new RunWatch(call, rooms);
    String id = rooms.runs().submit(new Submission(job, where, ref, parsed, options));
    if (detach) {
      call.out().println(id);
      return 0;
    }
    return watch.follow(id);
  }

  private int show(Desk rooms, String where) {
    Repo repo = Named.repositoryOrOnly(rooms, where);
    String commit = Named.commit(repo, ref);
    List<Definition> all = rooms.runs().definitions(repo, commit);
    Definition found =
        all.stream()
            .filter(each -> each.id().equals(job))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        CommandFailure.WRONG,
                        "there is no job '"
                            + job
                            + "' in "
                            + repo.name()
                            + Nearest.hint(job, all.stream().map(Definition::id).toList())));
    if (!(found instanceof JobDefinition valid)) {
      throw new CommandFailure(
          CommandFailure.WRONG, "job '" + job + "' is not valid; see `patchbay jobs`");
    }
    call.out().println("would run " + job + " of " + repo.name() + " at " + commit);
    int number = 1;
    for (LevelDefinition level : valid.levels()) {
      call.out().println("level " + number++ + " " + level.name());
      for (TaskDefinition task : level.tasks()) {
        call.out().println("  task " + task.id() + ": " + String.join(" ", task.run()));
      }
      if (!level.gates().isEmpty()) {
        call.out()
            .println(
                "  gates "
                    + level.gates().stream()
                        .map(GateEntry::name)
                        .collect(Collectors.joining(", ")));
      }
    }
    return 0;
  }
}
