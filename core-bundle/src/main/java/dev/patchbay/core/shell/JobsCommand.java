package dev.patchbay.core.shell;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.Problem;
import dev.patchbay.core.config.Yaml;
import dev.patchbay.core.job.BrokenDefinition;
import dev.patchbay.core.job.Definition;
import dev.patchbay.core.job.Facts;
import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.repository.Repo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs}: the definitions at the tip of each default branch. */
@Command(name = "jobs", description = "definitions of jobs, and why one matched an event or not")
final class JobsCommand implements Callable<Integer> {
  private record Found(Repo repo, Definition definition) {}

  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  @Option(names = "--explain", paramLabel = "EVENT", description = "why each matched it or not")
  private String event = "";

  JobsCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return event.isEmpty() ? list(desk.get()) : explain(desk.get());
  }

  private int list(Desk rooms) {
    List<Found> found = new ArrayList<>();
    for (Repo repo : rooms.repositories().all()) {
      repo.defaultBranch()
          .flatMap(branch -> repo.commit("refs/heads/" + branch))
          .ifPresent(
              tip -> rooms.definitions().at(repo, tip).forEach(d -> found.add(new Found(repo, d))));
    }
    Json json = Json.of("jobs", found.stream().map(JobsCommand::json).toList());
    Table table = new Table("JOB", "REPOSITORY", "VALID", "DESCRIPTION");
    for (Found each : found) {
      boolean valid = each.definition() instanceof JobDefinition;
      table.row(
          each.definition().id(),
          each.repo().name(),
          valid ? "yes" : "NO",
          about(each.definition()));
    }
    return output.print(
        call,
        json,
        table,
        "no jobs: a job is a file .patchbay/jobs/ID.yaml in a watched repository");
  }

  private static Json json(Found found) {
    Json json =
        new Json().put("id", found.definition().id()).put("repository", found.repo().name());
    return switch (found.definition()) {
      case JobDefinition job -> {
        on(job).ifPresent(on -> json.putAll(Json.parsed(on)));
        yield json.put("valid", true)
            .put("description", job.about().description())
            .put("tags", job.about().tags())
            .put("version", job.about().version())
            .put("author", job.about().author())
            .put("critical", job.settings().critical())
            .put("priority", job.settings().priority());
      }
      case BrokenDefinition broken -> json.put("valid", false).put("error", broken.error());
    };
  }

  /** Its {@code on}, as it was written. */
  private static Optional<String> on(JobDefinition job) {
    try {
      Mapping written = Yaml.read(job.id(), job.text().getBytes(StandardCharsets.UTF_8));
      return Optional.ofNullable(written.entries().get("on"))
          .map(on -> Json.text(Map.of("on", on.node().value())));
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
  }

  private static String about(Definition definition) {
    return switch (definition) {
      case JobDefinition job -> job.about().description();
      case BrokenDefinition broken ->
          broken.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
    };
  }

  private int explain(Desk rooms) {
    Event named = find(rooms);
    if (!(named instanceof GitEvent git)) {
      throw new CommandFailure(
          CommandFailure.WRONG,
          "event " + event + " is a " + named.name() + ", and jobs begin on event:detected");
    }
    Repo repo = Named.repository(rooms, git.repository());
    String commit = git.to().isEmpty() ? git.from() : git.to();
    List<Json> answers = new ArrayList<>();
    Facts facts = Facts.of(git, repo);
    for (Definition definition : rooms.runs().definitions(repo, commit)) {
      boolean matched = definition instanceof JobDefinition job && job.matches(facts);
      String why =
          definition instanceof JobDefinition job
              ? job.explain(facts)
              : "no: it is not valid: " + about(definition);
      if (output.isJson()) {
        answers.add(
            new Json()
                .put("id", definition.id())
                .put("repository", repo.name())
                .put("matched", matched)
                .put("explanation", why));
      } else {
        call.out().println(definition.id() + ": " + (matched ? "matched" : "did not match"));
        why.lines().forEach(line -> call.out().println("  " + Table.plain(line)));
      }
    }
    if (output.isJson()) {
      Json.of("jobs", answers).print(call.out());
    }
    return 0;
  }

  /** By its id or its place in the log. */
  private Event find(Desk rooms) {
    if (event.matches("[0-9]{1,18}")) {
      long seq = Long.parseLong(event);
      List<Event> read = rooms.log().read(seq - 1, 1);
      if (!read.isEmpty() && read.getFirst().seq() == seq) {
        return read.getFirst();
      }
    }
    return rooms
        .log()
        .find(event)
        .orElseThrow(
            () ->
                new CommandFailure(
                    CommandFailure.WRONG,
                    "there is no event '" + event + "'; `patchbay events` lists them"));
  }
}
