package dev.patchbay.core.shell;

import dev.patchbay.api.query.Records;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.deploy.Deployment;
import dev.patchbay.core.gate.Gates;
import dev.patchbay.core.git.GitWatcher;
import dev.patchbay.core.hook.Lanes;
import dev.patchbay.core.job.JobDefinitions;
import dev.patchbay.core.log.DeadLetters;
import dev.patchbay.core.log.EventCodec;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.receipt.Receipts;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.run.RunHistory;
import dev.patchbay.core.run.Runs;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.worker.Launchers;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What commands work with: the rooms, as the composition root has put them together.
 *
 * @param leftBehind what plugins that are gone left behind, a sentence for each
 * @param reloadTrouble why the last change of the configuration was not applied; empty when it was
 * @param stop ends the daemon; the argument is the reason
 */
public record Desk(
    About about,
    Records records,
    Store store,
    EventLog log,
    EventCodec codec,
    DeadLetters deadLetters,
    Lanes lanes,
    Repositories repositories,
    GitWatcher watcher,
    JobDefinitions definitions,
    Receipts receipts,
    Board board,
    Deployment deployment,
    Gates gates,
    Launchers launchers,
    Runs runs,
    RunHistory history,
    Supplier<Configuration> configuration,
    Supplier<List<String>> leftBehind,
    Supplier<List<String>> reloadTrouble,
    Shell shell,
    Consumer<String> stop) {

  /** What a configuration counts on and nobody brings now. */
  public List<Absent> absent(Configuration read) {
    return Absent.in(read, about.home(), launchers.names(), board.guards().keySet());
  }
}
