package dev.patchbay.core;

import dev.patchbay.api.event.DaemonStarted;
import dev.patchbay.api.event.DaemonStopping;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.query.Integrations;
import dev.patchbay.api.query.Records;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.Inspection;
import dev.patchbay.core.board.Limits;
import dev.patchbay.core.board.PluginCall;
import dev.patchbay.core.control.Milestones;
import dev.patchbay.core.deploy.Deployment;
import dev.patchbay.core.gate.Gates;
import dev.patchbay.core.git.Checkouts;
import dev.patchbay.core.git.GitWatcher;
import dev.patchbay.core.hook.CommandHooks;
import dev.patchbay.core.hook.Lanes;
import dev.patchbay.core.job.JobDefinitions;
import dev.patchbay.core.log.DeadLetters;
import dev.patchbay.core.log.EventCodec;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.process.Processes;
import dev.patchbay.core.query.EventPages;
import dev.patchbay.core.query.StoredRecords;
import dev.patchbay.core.query.TaskLogs;
import dev.patchbay.core.rails.Rails;
import dev.patchbay.core.receipt.Receipts;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.run.PluginDescribers;
import dev.patchbay.core.run.PluginGuards;
import dev.patchbay.core.run.RunHistory;
import dev.patchbay.core.run.Runs;
import dev.patchbay.core.shell.About;
import dev.patchbay.core.shell.Desk;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import dev.patchbay.core.worker.Launchers;
import dev.patchbay.core.worker.PluginLaunchers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: builds the rooms from the lowest floor to the highest, starts them in the
 * order in which data flows through them backwards, so that whoever is told something is there
 * before whoever tells it, and ends them the other way round.
 */
final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final BundleContext context;
  private final Settings settings;
  private final Milestones milestones;
  private final Foundation foundation;
  private final LiveConfiguration configuration;
  private final EventLog log;
  private final Repositories repositories;
  private final GitWatcher watcher;
  private final Watched watched;
  private final Rails rails;
  private final Board board;
  private final Lanes lanes;
  private final CommandHooks commandHooks;
  private final PluginFigures figures;
  private final Receipts receipts;
  private final Deployment deployment;
  private final Processes processes = new Processes();
  private final Runs runs;
  private final EventPages events;
  private final StoredRecords records;
  private final FrontDesk frontDesk;
  private final Absence absence;
  private final Reload reload;
  private final Clock clock;
  private final Upkeep upkeep;
  private final List<ServiceRegistration<?>> published = new ArrayList<>();
  private volatile boolean ready;
  private volatile String why = "asked to";

  /**
   * @throws StartException with the exit code and the words for the user
   */
  Daemon(BundleContext context, Settings settings, Milestones milestones) {
    this.context = context;
    this.settings = settings;
    this.milestones = milestones;
    Reload early = Reload.of(settings.configuration());
    this.configuration = new LiveConfiguration(settings);
    this.foundation = Foundation.lay(settings.home(), milestones::notice);
    Store store = foundation.store();
    try {
      this.log = new EventLog(store);
      this.repositories = new Repositories(store);
      this.watcher =
          new GitWatcher(store, log, repositories, configuration.get().daemon().reconcile());
      this.watched = new Watched(settings.repositories(), repositories, watcher);
      this.rails = new Rails(context, Inspection::plugin);
      this.board =
          new Board(
              context,
              service(ConfigurationAdmin.class),
              service(ServiceComponentRuntime.class),
              store,
              log,
              new PluginCall(),
              Limits.USUAL,
              settings.home(),
              configuration.get());
      this.lanes = new Lanes(board, store, log, settings.hookTimeout());
      this.figures = new PluginFigures(board, lanes, rails);
      this.receipts = new Receipts(store, log, repositories, foundation.homeId());
      this.deployment = new Deployment(context, board, store, settings.home(), settings.catalog());
      RunHistory history = new RunHistory(store, settings.home());
      this.commandHooks =
          new CommandHooks(
              lanes,
              processes,
              Processes.inherited(),
              settings.home().resolve("logs/hooks"),
              history::about);
      Launchers launchers = new Launchers(processes, new PluginLaunchers(board::launchers));
      Gates gates = new Gates(processes, () -> configuration.get().gates(), board::gates);
      JobDefinitions definitions = new JobDefinitions();
      this.runs =
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
                  new PluginGuards(board::guards),
                  new PluginDescribers(board::briefs),
                  configuration,
                  new Runs.Home(settings.home(), foundation.homeId(), settings.host())));
      this.events = new EventPages(log);
      this.records =
          new StoredRecords(
              history::list, receipts, events, new TaskLogs(settings.home()), figures::plugins);
      Desk desk =
          new Desk(
              new About(settings.home(), settings.version(), settings.started(), () -> ready),
              records,
              store,
              log,
              new EventCodec(),
              new DeadLetters(store),
              lanes,
              repositories,
              watcher,
              definitions,
              receipts,
              board,
              deployment,
              gates,
              launchers,
              runs,
              history,
              configuration,
              rails::leftBehind,
              this::trouble,
              GogoLink.shell(context),
              this::end);
      this.frontDesk = new FrontDesk(context, desk);
      this.absence = new Absence(() -> desk.absent(configuration.get()), milestones::notice);
      this.reload = early;
      this.clock = new Clock(settings.started(), lanes::tick);
      this.upkeep = Upkeep.of(configuration, board, lanes, store, runs);
    } catch (IOException e) {
      store.close();
      throw new StartException(1, "cannot use " + settings.home() + ": " + e.getMessage(), e);
    }
  }

  /** Answers when refs are watched, plugins are in, and what was cut off has been taken up. */
  void start() {
    foundation
        .store()
        .onFailure(failure -> milestones.stop(1, String.valueOf(failure.getMessage())));
    log.start();
    watched.checkGiven(configuration.get());
    watched.open(configuration.get());
    published.add(context.registerService(Records.class, records, null));
    published.add(context.registerService(Integrations.class, board.integrations(), null));
    lanes.start();
    board.figures(figures::with);
    commandHooks.configure(configuration.get());
    rails.start();
    board.start();
    try {
      deployment.start(configuration.get());
      frontDesk.start();
    } catch (IOException e) {
      throw new StartException(1, "cannot use " + settings.home() + ": " + e.getMessage(), e);
    }
    receipts.start();
    watcher.onNotes(receipts::notesChanged);
    List<String> paths = watched.paths(configuration.get());
    append(header -> new DaemonStarted(header, settings.host(), settings.version(), paths));
    runs.start();
    watcher.start();
    watched.follow(configuration.get()).join();
    clock.start(configuration.get().daemon().tick());
    upkeep.start();
    Applied applied =
        new Applied(
            configuration,
            board,
            deployment,
            commandHooks,
            watched,
            () -> {
              upkeep.start();
              var unused = deployment.settled().thenRun(absence::tell);
            },
            milestones::notice);
    deployment.onWaiting(applied::ifChanged);
    reload.start(applied);
    watched.tellTrouble(milestones::notice);
    absence.tell();
    ready = true;
    LOG.info("watching {}", paths);
    Thread.ofPlatform().daemon().name("prepare").start(processes::prepare);
  }

  private <E extends Event> void append(Function<EventHeader, E> event) {
    foundation.store().write(tx -> log.append(tx, "", event));
  }

  private List<String> trouble() {
    return reload.trouble();
  }

  private void end(String asked) {
    why = asked;
    milestones.stop(0, asked);
  }

  private <S> S service(Class<S> type) {
    ServiceReference<S> reference = context.getServiceReference(type);
    S service = reference == null ? null : context.getService(reference);
    if (service == null) {
      throw new StartException(1, "the framework has no " + type.getName());
    }
    return service;
  }

  /** Takes in nothing more, lets come out what is in, and closes the store last. */
  @Override
  public void close() {
    ready = false;
    reload.close();
    clock.close();
    upkeep.close();
    deployment.close();
    watcher.close();
    Duration drain = configuration.get().daemon().drain();
    try {
      Duration uptime = Duration.between(settings.started(), Instant.now());
      append(header -> new DaemonStopping(header, settings.host(), uptime, why));
    } catch (StoreException e) {
      LOG.warn("the end is not in the log: {}", e.getMessage());
    }
    runs.close();
    new Quiet(figures::plugins).await(drain);
    if (!board.drain(drain)) {
      LOG.warn("calls of plugins are still in after {} s; ending without them", drain.toSeconds());
    }
    commandHooks.close();
    lanes.close();
    receipts.close();
    frontDesk.close();
    events.close();
    published.forEach(ServiceRegistration::unregister);
    board.close();
    rails.close();
    repositories.close();
    foundation.store().close();
    LOG.info("stopped");
  }
}
