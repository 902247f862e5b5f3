package dev.patchbay.core.shell;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.git.RepositoryState;
import dev.patchbay.core.job.BrokenDefinition;
import dev.patchbay.core.job.Definition;
import dev.patchbay.core.log.Damage;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.RepositoryException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a daemon, a sentence for each, in the order in which it matters. */
final class Diagnosis {
  private static final List<String> UNWELL =
      List.of("missing", "invalid", "unconfigured", "degraded", "quarantined", "discovered");

  private Diagnosis() {}

  static Set<String> of(Desk rooms) {
    Set<String> findings = new LinkedHashSet<>();
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
          .inspection()
          .check(read, rooms.deployment().waiting())
          .problems()
          .forEach(problem -> findings.add(problem.toString()));
      rooms.absent(read).forEach(each -> findings.add(each.message()));
    } catch (ConfigurationException e) {
      e.problems().forEach(problem -> findings.add(problem.toString()));
    }
    findings.addAll(rooms.deployment().findings());
    findings.addAll(rooms.reloadTrouble().get());
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

  private static void broken(Desk rooms, Repo repo, Set<String> findings) {
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
