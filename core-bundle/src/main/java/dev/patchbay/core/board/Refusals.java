package dev.patchbay.core.board;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What does not come in: what it would have replaced stays, and both say why. */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  private final Table table;
  private final Departures departures;

  Refusals(Table table, Departures departures) {
    this.table = table;
    this.departures = departures;
  }

  /** Answers on the board's thread when all that had begun has ended, whether it let go. */
  CompletableFuture<Boolean> refuse(Rollout rollout, PluginState state, String reason) {
    PluginBundle bundle = rollout.bundle();
    LOG.warn("{} {} is refused: {}", bundle.name(), bundle.version(), reason);
    boolean keeps = rollout.fallback().isPresent();
    for (PluginId id : table.wanted(bundle.name())) {
      Instance instance = table.instance(id);
      Optional<Generation> current = instance.current();
      if (current.isPresent() && !rollout.plans().containsKey(current.get())) {
        keeps = true;
      } else {
        instance.rest(rollout.fallback().orElse(bundle), state, reason);
      }
      table.changed(id);
    }
    if (keeps) {
      note(bundle, reason);
    }
    CompletableFuture<Boolean> gone = CompletableFuture.completedFuture(true);
    for (Generation candidate : rollout.candidates()) {
      if (table.generation(candidate.number()).isPresent()) {
        gone = gone.thenCombine(departures.retire(candidate), Boolean::logicalAnd);
      }
    }
    rollout.answer(new Arrival(bundle.name(), bundle.version(), false, state, reason));
    rollout.end();
    return gone.thenCompose(all -> clear(bundle, all));
  }

  /** A bundle that nobody needs goes; one that is shown as refused stays, stopped. */
  private CompletableFuture<Boolean> clear(PluginBundle bundle, boolean letGo) {
    boolean shown =
        table.instances(bundle.name()).stream()
            .anyMatch(one -> one.bundle().orElse(null) == bundle);
    if (!letGo || !table.generations(bundle).isEmpty()) {
      return CompletableFuture.completedFuture(letGo);
    }
    return shown ? departures.stop(bundle) : departures.uninstall(bundle);
  }

  /** Those that serve instead say what was refused. */
  void note(PluginBundle refused, String reason) {
    for (Instance instance : table.instances(refused.name())) {
      instance.note(refused.version() + " was refused: " + reason);
    }
    table.shown();
  }
}
