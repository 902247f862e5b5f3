package dev.patchbay.core.shell;

import dev.patchbay.api.query.RunInfo;
import dev.patchbay.core.repository.Repo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a user named, or says what they may have meant. */
final class Named {
  private Named() {}

  /** A watched repository, by name or path. */
  static Repo repository(Desk rooms, String name) {
    return rooms
        .repositories()
        .find(name)
        .orElseThrow(() -> CommandFailure.unknown("watched repository", name, repositories(rooms)));
  }

  /** A watched repository, by name or by a path from where the user stands. */
  static Repo repositoryAt(Desk rooms, Call call, String written) {
    return rooms
        .repositories()
        .find(call.path(written).toString())
        .orElseGet(() -> repository(rooms, written));
  }

  static RunInfo run(Desk rooms, String id) {
    return rooms
        .history()
        .find(id)
        .orElseThrow(
            () ->
                new CommandFailure(
                    CommandFailure.WRONG,
                    "there is no run '" + id + "'; `patchbay runs` lists them"));
  }

  /** The one that is meant when none was named: the only one there is. */
  static Repo repositoryOrOnly(Desk rooms, String name) {
    if (!name.isEmpty()) {
      return repository(rooms, name);
    }
    List<Repo> all = rooms.repositories().all();
    if (all.size() != 1) {
      throw new CommandFailure(
          CommandFailure.WRONG,
          all.isEmpty()
              ? "no repository is watched"
              : "which repository? say --repo with one of "
                  + String.join(", ", repositories(rooms)));
    }
    return all.getFirst();
  }

  /** What a branch, tag or commit stands for; the tip of the default branch when none is named. */
  static String commit(Repo repo, String ref) {
    String named = ref.isEmpty() ? repo.defaultBranch().orElse("HEAD") : ref;
    return repo.commit(named)
        .orElseThrow(
            () ->
                new CommandFailure(
                    CommandFailure.WRONG,
                    "there is no branch, tag or commit '" + named + "' in " + repo.name()));
  }

  /** All jobs that are defined at the tip of a default branch, or that left a trace. */
  static Set<String> jobs(Desk rooms) {
    Set<String> jobs = new TreeSet<>(rooms.history().jobs());
    jobs.addAll(rooms.receipts().jobs());
    for (Repo repo : rooms.repositories().all()) {
      repo.defaultBranch()
          .flatMap(branch -> repo.commit("refs/heads/" + branch))
          .ifPresent(tip -> rooms.definitions().at(repo, tip).forEach(one -> jobs.add(one.id())));
    }
    return jobs;
  }

  /** All repositories that are watched, or in which something ran. */
  static Set<String> everyRepository(Desk rooms) {
    Set<String> names = new TreeSet<>(repositories(rooms));
    names.addAll(rooms.history().repositories());
    return names;
  }

  private static List<String> repositories(Desk rooms) {
    return rooms.repositories().all().stream().map(Repo::name).toList();
  }
}
