package dev.patchbay.core.shell;

import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.Problem;
import dev.patchbay.core.config.Yaml;
import dev.patchbay.core.job.BrokenDefinition;
import dev.patchbay.core.job.Definition;
import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.repository.Repo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The definitions of jobs at the tip of each default branch, also the broken ones. */
record JobListing(List<Found> found) {
  record Found(Repo repo, Definition definition) {}

  JobListing {
    found = List.copyOf(found);
  }

  static JobListing of(Desk rooms) {
    List<Found> found = new ArrayList<>();
    for (Repo repo : rooms.repositories().all()) {
      repo.defaultBranch()
          .flatMap(branch -> repo.commit("refs/heads/" + branch))
          .ifPresent(
              tip -> rooms.definitions().at(repo, tip).forEach(d -> found.add(new Found(repo, d))));
    }
    return new JobListing(found);
  }

  Json json() {
    return Json.of("jobs", found.stream().map(JobListing::json).toList());
  }

  Table table() {
    Table table = new Table("JOB", "REPOSITORY", "VALID", "DESCRIPTION");
    for (Found each : found) {
      boolean valid = each.definition() instanceof JobDefinition;
      table.row(
          each.definition().id(),
          each.repo().name(),
          valid ? "yes" : "NO",
          about(each.definition()));
    }
    return table;
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

  /** What it says of itself, or what is wrong with it. */
  static String about(Definition definition) {
    return switch (definition) {
      case JobDefinition job -> job.about().description();
      case BrokenDefinition broken ->
          broken.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
    };
  }
}
