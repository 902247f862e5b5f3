package dev.patchbay.core.shell;

import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.Limits;
import dev.patchbay.core.board.PluginCall;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.deploy.Deployment;
import dev.patchbay.core.framework.TestFramework;
import dev.patchbay.core.gate.Gates;
import dev.patchbay.core.git.Checkouts;
import dev.patchbay.core.git.GitWatcher;
import dev.patchbay.core.hook.Lanes;
import dev.patchbay.core.job.JobDefinitions;
import dev.patchbay.core.log.DeadLetters;
import dev.patchbay.core.log.EventCodec;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.process.Processes;
import dev.patchbay.core.query.EventPages;
import dev.patchbay.core.query.StoredRecords;
import dev.patchbay.core.query.TaskLogs;
import dev.patchbay.core.receipt.Receipts;
import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.run.RunHistory;
import dev.patchbay.core.run.Runs;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.worker.Launchers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** The rooms of a daemon with one repository, put together as the daemon does. */
final class DeskFixture extends ExternalResource {
  private final TemporaryFolder folder = new TemporaryFolder();
  final AtomicReference<String> stopped = new AtomicReference<>("");
  final AtomicReference<List<String>> reloadTrouble = new AtomicReference<>(List.of());
  private final AtomicReference<Configuration> current = new AtomicReference<>();
  private @Nullable TestFramework framework;
  private @Nullable Desk desk;
  private @Nullable GitFixture git;

  @Override
  protected void before() throws Throwable {
    folder.create();
    Path home = folder.newFolder("home").toPath();
    Files.createDirectories(home.resolve("state"));
    Files.createDirectories(home.resolve("plugins"));
    Files.writeString(
        home.resolve("patchbay.yaml"), "gates: [ { name: small, command: 'test -s README' } ]\n");
    GitFixture repository = GitFixture.withWorkTree(folder.getRoot().toPath().resolve("app"));
    git = repository;
    framework = new TestFramework(home.resolve("framework"));
    Store store =
        Store.open(
            home.resolve("state/patchbay.db"),
            List.of(
                EventLog.schema(),
                Board.schema(),
                Deployment.schema(),
                GitWatcher.schema(),
                Receipts.schema(),
                Runs.schema()));
    desk = assemble(home, store);
    desk.log().start();
    desk.lanes().start();
    desk.board().start();
    desk.deployment().start(desk.configuration().get());
    desk.receipts().start();
    desk.runs().start();
    desk.watcher().start();
    desk.watcher().watch(repository.directory()).get(30, TimeUnit.SECONDS);
  }

  private Desk assemble(Path home, Store store) throws Exception {
    Configuration configuration = ConfigurationCheck.read(home.resolve("patchbay.yaml"));
    current.set(configuration);
    EventLog log = new EventLog(store);
    Repositories repositories = new Repositories();
    GitWatcher watcher = new GitWatcher(store, log, repositories, Duration.ofSeconds(30));
    JobDefinitions definitions = new JobDefinitions();
    Receipts receipts = new Receipts(store, log, repositories, "home-1");
    TestFramework felix = Objects.requireNonNull(framework);
    Board board =
        new Board(
            felix.context(),
            felix.configurations(),
            felix.components(),
            store,
            log,
            new PluginCall(Duration.ofMillis(300)),
            Limits.USUAL,
            home,
            configuration);
    Processes processes = new Processes();
    Launchers launchers = new Launchers(processes, Map::of);
    Gates gates = new Gates(processes, () -> configuration().gates(), board::gates);
    Runs runs =
        new Runs(
            new Runs.Needs(
                store,
                log,
                repositories,
                definitions,
                new Checkouts(),
                processes,
                launchers,
                gates,
                receipts,
                Map::of,
                Map::of,
                this::configuration,
                new Runs.Home(home, "home-1", "host")));
    RunHistory history = new RunHistory(store, home);
    return new Desk(
        new About(home, "1.2.3", Instant.now(), () -> true),
        new StoredRecords(
            history::list, receipts, new EventPages(log), new TaskLogs(home), board::plugins),
        store,
        log,
        new EventCodec(),
        new DeadLetters(store),
        new Lanes(board, store, log),
        repositories,
        watcher,
        definitions,
        receipts,
        board,
        new Deployment(felix.context(), board, store, home, home.resolve("catalog")),
        gates,
        launchers,
        runs,
        history,
        this::configuration,
        List::of,
        reloadTrouble::get,
        (call, atPrompt) -> 0,
        stopped::set);
  }

  Desk desk() {
    return Objects.requireNonNull(desk);
  }

  private Configuration configuration() {
    return Objects.requireNonNull(current.get());
  }

  /** Puts another configuration in the place of the one that applies, for all but plugins. */
  void configure(String text) throws IOException, ConfigurationException {
    Path file = home().resolve("patchbay.yaml");
    Files.writeString(file, text);
    current.set(ConfigurationCheck.read(file));
  }

  BundleContext framework() {
    return Objects.requireNonNull(framework).context();
  }

  Bundle install(Path jar) throws BundleException {
    return Objects.requireNonNull(framework).install(jar);
  }

  Path home() {
    return folder.getRoot().toPath().resolve("home");
  }

  GitFixture git() {
    return Objects.requireNonNull(git);
  }

  /** Runs a command line to its end. */
  Spoken say(String... argv) {
    Spoken call = new Spoken(git().directory(), List.of(argv));
    call.end(new Commands(home(), this::desk).run(call));
    return call;
  }

  @Override
  protected void after() {
    try {
      desk().watcher().close();
      desk().runs().close();
      desk().receipts().close();
      desk().deployment().close();
      desk().lanes().close();
      desk().board().close();
      Objects.requireNonNull(framework).close();
      desk().store().close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    folder.delete();
  }
}
