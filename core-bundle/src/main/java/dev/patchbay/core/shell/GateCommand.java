package dev.patchbay.core.shell;

import dev.patchbay.api.gate.GateContext;
import dev.patchbay.core.gate.GateRequest;
import dev.patchbay.core.gate.GateResult;
import dev.patchbay.core.git.Checkouts;
import dev.patchbay.core.job.GateEntry;
import dev.patchbay.core.repository.Repo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gate run}: asks one gate about a commit, with no run around it. */
@Command(name = "gate", synopsisSubcommandLabel = "run", description = "ask one gate now")
final class GateCommand {
  private static final String HEADS = "refs/heads/";

  private final Call call;
  private final Supplier<Desk> desk;

  GateCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Command(name = "run", description = "asks a gate about a commit; nothing of it is recorded")
  int run(
      @Parameters(paramLabel = "NAME", description = "the gate") String name,
      @Option(
              names = "--level",
              paramLabel = "N",
              defaultValue = "1",
              description = "the level that it is told (${DEFAULT-VALUE})")
          int level,
      @Option(
              names = "--repo",
              paramLabel = "R",
              defaultValue = "",
              description = "the repository, by name or path")
          String repository,
      @Option(
              names = "--ref",
              paramLabel = "R",
              defaultValue = "",
              description = "branch, tag or commit; the default branch")
          String ref,
      @Option(
              names = "--gate-config",
              paramLabel = "GATE.KEY=VALUE",
              description = "an option of the gate")
          List<String> settings,
      @Mixin Output output)
      throws InterruptedException {
    CommandFailure.unlessPositive("--level", level);
    Map<String, Map<String, Object>> config =
        GateSettings.of(settings == null ? List.of() : settings);
    Desk rooms = desk.get();
    if (!rooms.gates().names().contains(name)) {
      throw CommandFailure.unknown("gate", name, rooms.gates().names());
    }
    Repo repo =
        repository.isEmpty()
            ? Named.repositoryOrOnly(rooms, "")
            : Named.repositoryAt(rooms, call, repository);
    String commit = Named.commit(repo, ref);
    String id = "gate-" + UUID.randomUUID();
    Path home = rooms.about().home();
    Path work = home.resolve("work").resolve(id);
    Checkouts checkouts = new Checkouts();
    try {
      checkouts.checkout(repo, commit, work.resolve("checkout"));
      GateContext context =
          new GateContext("", id, "", level, work.resolve("checkout"), commit, List.of(), Map.of());
      GateRequest request =
          new GateRequest(
              context,
              new GateEntry(name, Optional.empty(), Map.of(), Optional.empty(), 0),
              config.getOrDefault(name, Map.of()),
              Map.of("branch", branch(repo, ref), "repository", repo.name(), "event", ""),
              home.resolve("logs/gates").resolve(id).resolve("level-" + level + ".log"));
      return tell(rooms.gates().run(request), output);
    } finally {
      checkouts.remove(work);
    }
  }

  /** The branch that is meant; none when a tag or a commit is. */
  private static String branch(Repo repo, String ref) {
    String named = ref.isEmpty() ? repo.defaultBranch().orElse("") : ref;
    String branch = named.startsWith(HEADS) ? named.substring(HEADS.length()) : named;
    return repo.ref(HEADS + branch).isEmpty() ? "" : branch;
  }

  private int tell(GateResult result, Output output) {
    if (output.isJson()) {
      call.out().println(Json.text(result.json()));
    } else {
      call.out().print(result.stdout());
      call.err().print(result.stderr());
      String why = result.message().isEmpty() ? "" : ": " + result.message();
      call.out()
          .println(
              Table.plain(
                  "gate %s: %s in %s%s"
                      .formatted(
                          result.gateName(), result.result(), Words.took(result.duration()), why)));
    }
    return result.result().passed() ? 0 : CommandFailure.FAILED;
  }
}
