package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.Author;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.GitEventProcessed;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.RefChange;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.api.query.ReceiptFilter;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.Vocabulary;
import dev.patchbay.core.gate.Gates;
import dev.patchbay.core.git.Checkouts;
import dev.patchbay.core.job.JobDefinitions;
import dev.patchbay.core.job.PosixCommands;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.log.EventNames;
import dev.patchbay.core.process.Processes;
import dev.patchbay.core.receipt.Receipts;
import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.worker.Launcher;
import dev.patchbay.core.worker.Launchers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A home with one repository in which jobs really run. */
final class RunsFixture implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final Path home;
  final GitFixture git;
  final Map<String, Guard> guards = new TreeMap<>();
  final Map<String, Describer> describers = new TreeMap<>();
  final Store store;
  final EventLog log;
  final Repositories repositories = new Repositories();
  final Repo repo;
  final Receipts receipts;
  final Runs runs;
  final RunHistory history;

  RunsFixture(Path folder) {
    this(folder, "");
  }

  /** On the home and repository that are there, as after a restart. */
  RunsFixture(Path folder, String yaml) {
    this(folder, yaml, Map.of());
  }

  /** The same with launchers of plugins. */
  RunsFixture(Path folder, String yaml, Map<String, Launcher> launchers) {
    home = folder.resolve("home");
    git = new GitFixture(folder.resolve("app"));
    try {
      Files.createDirectories(home.resolve("state"));
      if (!yaml.isEmpty() || !Files.exists(home.resolve("patchbay.yaml"))) {
        Files.writeString(home.resolve("patchbay.yaml"), yaml);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!Files.exists(git.directory())) {
      GitFixture.withWorkTree(git.directory());
    }
    repo = repositories.open(git.directory());
    store =
        Store.open(
            home.resolve("state/patchbay.db"),
            List.of(EventLog.schema(), Receipts.schema(), Runs.schema()));
    log = new EventLog(store);
    log.start();
    receipts = new Receipts(store, log, repositories, "home-1");
    receipts.start();
    history = new RunHistory(store, home);
    Configuration configuration = configuration();
    Processes processes = new Processes();
    runs =
        new Runs(
            new Runs.Needs(
                store,
                log,
                repositories,
                new JobDefinitions(),
                new Checkouts(),
                processes,
                new Launchers(processes, () -> launchers),
                new Gates(processes, configuration::gates, Map::of),
                receipts,
                () -> guards,
                () -> describers,
                () -> configuration,
                new Runs.Home(home, "home-1", "host")));
  }

  private Configuration configuration() {
    try {
      return ConfigurationFile.read(
          home.resolve("patchbay.yaml"),
          Map.of(),
          new Vocabulary(EventNames.all(), new PosixCommands()));
    } catch (ConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  RunsFixture start() {
    runs.start();
    return this;
  }

  /** Commits a job, and answers the commit. */
  String job(String id, String yaml) {
    return git.commit(".patchbay/jobs/" + id + ".yaml", yaml, "Add " + id);
  }

  /** A push to main of what is checked out, as the watcher would tell it. */
  Push push(String... changed) {
    String tip = git.run("rev-parse", "HEAD");
    RefChange change =
        RefChange.of("refs/heads/main", tip, tip)
            .withBranch("main")
            .withTip("a push", new Author("Ada", "ada@example.com"), Instant.now(), false)
            .withPaths(List.of(changed), List.of(), List.of(changed), List.of());
    return store.write(tx -> log.append(tx, repo.name(), h -> new Push(h, change)));
  }

  /** Pushes, and waits for the end of all that it leads to. */
  GitEventProcessed processed(String... changed) {
    Push push = push(changed);
    return await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(PATIENCE)
        .until(
            () ->
                of(GitEventProcessed.class).stream()
                    .filter(done -> done.event().equals(push.id()))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  RunStatus submit(String job, Map<String, Object> payload) {
    return ended(runs.submit(new Submission(job, "", "", payload, RunOptions.NONE)));
  }

  RunStatus ended(String run) {
    return runs.ended(run).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  List<Event> events() {
    List<Event> all = new ArrayList<>();
    List<Event> page = log.read(0, 1000);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = log.read(all.getLast().seq(), 1000);
    }
    return all;
  }

  <E extends Event> List<E> of(Class<E> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  <E extends Event> E one(Class<E> type) {
    List<E> found = of(type);
    assertThat(found).as("events of %s", type).hasSize(1);
    return found.get(0);
  }

  List<String> names() {
    return events().stream().map(Event::name).toList();
  }

  List<Receipt> receipts() {
    return receipts.list(ReceiptFilter.ALL, "", 1000).items();
  }

  String log(String run, String task) {
    try {
      return Files.readString(home.resolve("logs/runs").resolve(run).resolve(task + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    runs.close();
    receipts.close();
    repositories.close();
    store.close();
  }
}
