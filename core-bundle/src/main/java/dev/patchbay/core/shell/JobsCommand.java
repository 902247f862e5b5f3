package dev.patchbay.core.shell;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.core.job.Definition;
import dev.patchbay.core.job.Facts;
import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.repository.Repo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs}: the definitions at the tip of each default branch. */
@Command(name = "jobs", description = "definitions of jobs, and why one matched an event or not")
final class JobsCommand implements Callable<Integer> {
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
    if (!event.isEmpty()) {
      return explain(desk.get());
    }
    JobListing jobs = JobListing.of(desk.get());
    return output.print(
        call,
        jobs.json(),
        jobs.table(),
        "no jobs: a job is a file .patchbay/jobs/ID.yaml in a watched repository");
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
              : "no: it is not valid: " + JobListing.about(definition);
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
