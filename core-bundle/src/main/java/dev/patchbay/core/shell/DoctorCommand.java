package dev.patchbay.core.shell;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.Problem;
import dev.patchbay.core.git.RepositoryState;
import dev.patchbay.core.job.BrokenDefinition;
import dev.patchbay.core.job.Definition;
import dev.patchbay.core.log.Damage;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.RepositoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: looks for what is wrong and says what to do; with a file, at that file alone. */
@Command(
    name = "doctor",
    description = "what is wrong with the daemon, or with a configuration file")
final class DoctorCommand implements Callable<Integer> {
  private static final List<String> UNWELL =
      List.of("missing", "invalid", "unconfigured", "degraded", "quarantined", "discovered");

  private final Call call;
  private final Supplier<Desk> desk;

  @Option(names = "--config", paramLabel = "FILE", description = "check this file; needs no daemon")
  private String config = "";

  DoctorCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (!config.isEmpty()) {
      return file(call.path(config));
    }
    List<String> findings = findings(desk.get());
    findings.forEach(each -> call.out().println(Table.plain(each)));
    if (findings.isEmpty()) {
      call.out().println("all is well");
    }
    return findings.isEmpty() ? 0 : CommandFailure.FAILED;
  }

  private int file(Path file) {
    if (!file.toFile().isFile()) {
      throw new CommandFailure(CommandFailure.WRONG, "there is no file " + file);
    }
    try {
      Configuration read = ConfigurationCheck.read(file);
      List<Problem> problems = ConfigurationCheck.options(read);
      problems.forEach(problem -> call.err().println(problem));
      if (problems.isEmpty()) {
        call.out().println(file.getFileName() + " is valid");
      }
      return problems.isEmpty() ? 0 : CommandFailure.WRONG;
    } catch (ConfigurationException e) {
      call.err().println(e.getMessage());
      return CommandFailure.WRONG;
    }
  }

  private static List<String> findings(Desk rooms) {
    List<String> findings = new ArrayList<>();
    if (!rooms.store().accepting()) {
      findings.add(
          "the disk of "
              + rooms.about().home()
              + " is full: make space, it then goes on by itself");
    }
    new Damage(rooms.store()).list().forEach(each -> findings.add(each.what()));
    try {
      Configuration read = ConfigurationCheck.read(rooms.configuration().get().file());
      rooms
          .board()
          .check(read, rooms.deployment().waiting())
          .problems()
          .forEach(problem -> findings.add(problem.toString()));
    } catch (ConfigurationException e) {
      e.problems().forEach(problem -> findings.add(problem.toString()));
    }
    findings.addAll(rooms.deployment().findings());
    for (RepositoryState each : rooms.watcher().states()) {
      for (String trouble : List.of(each.error(), each.warning())) {
        if (!trouble.isEmpty()) {
          findings.add("repository " + each.path() + ": " + trouble);
        }
      }
    }
    for (Repo repo : rooms.repositories().all()) {
      broken(rooms, repo, findings);
    }
    for (PluginInfo each : rooms.records().plugins()) {
      if (UNWELL.contains(each.state())) {
        findings.add(
            "plugin " + PluginsCommand.label(each) + " is " + each.state() + ": " + each.reason());
      }
    }
    findings.addAll(rooms.leftBehind().get());
    return findings;
  }

  private static void broken(Desk rooms, Repo repo, List<String> findings) {
    try {
      String branch = repo.defaultBranch().orElse("");
      for (String tip : repo.commit("refs/heads/" + branch).stream().toList()) {
        for (Definition definition : rooms.definitions().at(repo, tip)) {
          if (definition instanceof BrokenDefinition job) {
            job.problems().forEach(problem -> findings.add(repo.name() + ": " + problem));
          }
        }
      }
    } catch (RepositoryException e) {
      findings.add("repository " + repo.name() + ": " + e.getMessage());
    }
  }
}
