package dev.patchbay.core;

import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.Inspection;
import dev.patchbay.core.board.Limits;
import dev.patchbay.core.board.PluginCall;
import dev.patchbay.core.config.Configuration;
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
import dev.patchbay.core.shell.Shell;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.worker.Launchers;
import dev.patchbay.core.worker.PluginLaunchers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The rooms of a daemon, built from the lowest floor to the highest; nothing in them has begun.
 *
 * @param desk most of them, as commands find them
 */
record Rooms(
    Desk desk,
    Rails rails,
    CommandHooks commandHooks,
    PluginFigures figures,
    Processes processes,
    EventPages events) {

  /**
   * What they ask of the daemon that they are in.
   *
   * @param ready whether it watches yet
   * @param trouble why the last change of the configuration was not applied; empty when it was
   * @param stop ends it, for this reason
   */
  record Around(
      BooleanSupplier ready, Supplier<List<String>> trouble, Shell shell, Consumer<String> stop) {}

  /**
   * @param configuration the one that applies at the time of asking
   * @param door through which plugins are entered
   * @throws IOException when the home cannot be used
   * @throws StartException when the framework lacks a service
   */
  static Rooms build(
      BundleContext context,
      Settings settings,
      Supplier<Configuration> configuration,
      Foundation foundation,
      PluginCall door,
      Around around)
      throws IOException {
    Path home = settings.home();
    Store store = foundation.store();
    EventLog log = new EventLog(store);
    Repositories repositories = new Repositories(store);
    GitWatcher watcher =
        new GitWatcher(store, log, repositories, configuration.get().daemon().reconcile());
    Rails rails = new Rails(context, Inspection::plugin);
    Board board =
        new Board(
            context,
            service(context, ConfigurationAdmin.class),
            service(context, ServiceComponentRuntime.class),
            store,
            log,
            door,
            Limits.USUAL,
            home,
            configuration.get());
    Lanes lanes = new Lanes(board, store, log, settings.hookTimeout());
    PluginFigures figures = new PluginFigures(board, lanes, rails);
    Receipts receipts = new Receipts(store, log, repositories, foundation.homeId());
    Deployment deployment = new Deployment(context, board, store, home, settings.catalog());
    RunHistory history = new RunHistory(store, home);
    Processes processes = new Processes();
    CommandHooks commandHooks =
        new CommandHooks(
            lanes, processes, Processes.inherited(), home.resolve("logs/hooks"), history::about);
    Launchers launchers = new Launchers(processes, new PluginLaunchers(board::launchers));
    Gates gates = new Gates(processes, () -> configuration.get().gates(), board::gates);
    JobDefinitions definitions = new JobDefinitions();
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
                new PluginGuards(board::guards),
                new PluginDescribers(board::briefs),
                configuration,
                new Runs.Home(home, foundation.homeId(), settings.host())));
    EventPages events = new EventPages(log);
    Desk desk =
        new Desk(
            new About(home, settings.version(), settings.started(), around.ready()),
            new StoredRecords(
                history::list, receipts, events, new TaskLogs(home), figures::plugins),
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
            around.trouble(),
            around.shell(),
            around.stop());
    return new Rooms(desk, rails, commandHooks, figures, processes, events);
  }

  private static <S> S service(BundleContext context, Class<S> type) {
    ServiceReference<S> reference = context.getServiceReference(type);
    S service = reference == null ? null : context.getService(reference);
    if (service == null) {
      throw new StartException(1, "the framework has no " + type.getName());
    }
    return service;
  }
}
