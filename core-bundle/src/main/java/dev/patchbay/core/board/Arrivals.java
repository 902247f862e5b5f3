package dev.patchbay.core.board;

import dev.patchbay.core.board.Options.Plan;
import dev.patchbay.core.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The beginning of generations. What serves already is not touched until all that takes its place
 * is configured, started, got and connected; if anything of that fails it never notices.
 */
final class Arrivals {
  private final Tools tools;
  private final Table table;
  private final Departures departures;
  private final Candidates candidates;
  private final Rollouts rollouts;
  private final Needs needs;

  Arrivals(
      Tools tools,
      Table table,
      Departures departures,
      Rollouts rollouts,
      Needs needs,
      BiConsumer<Generation, String> onQuarantine) {
    this.tools = tools;
    this.table = table;
    this.departures = departures;
    this.candidates = new Candidates(tools, table, onQuarantine);
    this.rollouts = rollouts;
    this.needs = needs;
  }

  /** Plugs in a bundle for all instances that the configuration asks for. */
  CompletableFuture<Arrival> plug(PluginBundle bundle) {
    return plug(bundle, table.configuration());
  }

  /** The same with a configuration that applies only when this comes in. */
  CompletableFuture<Arrival> plug(PluginBundle bundle, Configuration configuration) {
    return plug(bundle, configuration, new Convoy(1));
  }

  /** The same together with others. */
  CompletableFuture<Arrival> plug(PluginBundle bundle, Configuration configuration, Convoy convoy) {
    table.add(bundle);
    if (table.stopped().contains(bundle.name())) {
      return rollouts.rest(
          bundle,
          PluginState.STOPPED,
          "stopped by a user; 'plugin start " + bundle.name() + "' starts it");
    }
    return plug(bundle, Table.wanted(bundle.name(), configuration), configuration, null, convoy);
  }

  /** Plugs in a bundle for these instances, of which some may be served already. */
  CompletableFuture<Arrival> plug(
      PluginBundle bundle, List<PluginId> ids, Configuration configuration) {
    return plug(bundle, ids, configuration, null, new Convoy(1));
  }

  /**
   * @param before what is plugged in again when this fails; only when it had to go first
   */
  private CompletableFuture<Arrival> plug(
      PluginBundle bundle,
      List<PluginId> ids,
      Configuration configuration,
      @Nullable Before before,
      Convoy convoy) {
    String missing = before == null && !convoy.isMany() ? needs.waitFor(bundle) : "";
    if (!missing.isEmpty()) {
      return rollouts.rest(bundle, PluginState.DISCOVERED, missing);
    }
    Rollout rollout = new Rollout(bundle, before, ids, convoy);
    table.keep(bundle);
    Tools.forget(rollout.answer().thenRun(() -> table.release(bundle)));
    String failed = convoy.failure();
    String mistake = failed.isEmpty() ? Mistakes.before(bundle, table.namesakes(bundle)) : failed;
    if (!mistake.isEmpty()) {
      refuse(rollout, PluginState.INVALID, mistake);
      return rollout.answer();
    }
    List<Plan> plans = new ArrayList<>();
    for (PluginId id : ids) {
      Plan plan = Options.plan(id, bundle, configuration);
      boolean served = table.find(id).flatMap(Instance::current).isPresent();
      if (plan.possible()) {
        plans.add(plan);
        rollout.replaces(served);
      } else if (served || before != null) {
        refuse(rollout, plan.obstacle(), plan.reason());
        return rollout
            .answer()
            .thenApply(
                one ->
                    new Arrival(
                        one.plugin(), one.version(), false, one.state(), one.reason(), true));
      } else {
        table.instance(id).rest(bundle, plan.obstacle(), plan.reason());
        table.changed(id);
      }
    }
    if (plans.isEmpty()) {
      rollouts.finish(rollout);
    } else if (bundle.replace() && rollout.replaces()) {
      replace(rollout, configuration);
    } else {
      Tools.forget(
          candidates
              .make(rollout, plans)
              .thenAccept(
                  obstacle -> {
                    if (obstacle.isEmpty()) {
                      begin(rollout);
                    } else {
                      refuse(rollout, PluginState.INVALID, obstacle);
                    }
                  }));
    }
    return rollout.answer();
  }

  /** The old version owns something that the new one needs: it goes first, the events wait. */
  private void replace(Rollout rollout, Configuration configuration) {
    PluginBundle old = table.instance(rollout.ids().getFirst()).bundle().orElse(rollout.bundle());
    Configuration had = table.configuration();
    CompletableFuture<Boolean> gone = CompletableFuture.completedFuture(true);
    for (PluginId id : rollout.ids()) {
      Instance instance = table.instance(id);
      Generation generation = instance.current().orElse(null);
      if (generation != null) {
        had = had.with(generation.options());
        instance.rest(instance.bundle().orElse(old), PluginState.RESOLVED, "is being replaced");
        table.changed(id);
        gone = gone.thenCombine(departures.retire(generation), Boolean::logicalAnd);
      }
    }
    Before before = new Before(old, had);
    table.keep(old);
    Tools.forget(rollout.answer().thenRun(() -> table.release(old)));
    Tools.forget(
        gone.thenComposeAsync(
                all -> all ? departures.stop(old) : CompletableFuture.completedFuture(false),
                tools.thread())
            .thenAcceptAsync(
                all -> {
                  if (all) {
                    Tools.forget(
                        plug(
                                rollout.bundle(),
                                rollout.ids(),
                                configuration,
                                before,
                                rollout.convoy())
                            .thenAccept(rollout::answer));
                  } else {
                    refuse(rollout, PluginState.INVALID, "the version before does not let go");
                  }
                },
                tools.thread()));
  }

  private void begin(Rollout rollout) {
    String failed = rollout.convoy().failure();
    if (!failed.isEmpty()) {
      refuse(rollout, PluginState.INVALID, failed);
      return;
    }
    rollout.convoy().join(rollout);
    rollouts.open(rollout);
    limit(rollout);
    for (Generation candidate : rollout.candidates()) {
      PluginBundle bundle = candidate.bundle().orElseThrow();
      bundle.wish(PluginBundle.Wish.RUN);
      Tools.forget(
          bundle
              .life()
              .run("start", tools.limits().step(), () -> start(bundle))
              .thenAcceptAsync(outcome -> started(rollout, candidate, outcome), tools.thread()));
    }
  }

  private boolean start(PluginBundle bundle) throws Exception {
    tools.own().take(bundle.bundle(), bundle.bundle()::start);
    bundle.resolved();
    return true;
  }

  private void started(Rollout rollout, Generation candidate, Outcome<Boolean> outcome) {
    PluginBundle bundle = candidate.bundle().orElse(rollout.bundle());
    if (rollout.over()) {
      return;
    }
    if (outcome instanceof Outcome.Failed<Boolean> failed) {
      boolean unresolved = bundle.bundle().getState() == Bundle.INSTALLED;
      String reason = unresolved ? tools.unresolved().reason(bundle.bundle()) : "";
      refuse(
          rollout,
          unresolved ? PluginState.DISCOVERED : PluginState.INVALID,
          reason.isEmpty() ? failed.failure().message() : reason);
      return;
    }
    String mistake = Mistakes.after(bundle, tools.components().components(bundle.bundle()));
    if (!mistake.isEmpty()) {
      refuse(rollout, PluginState.INVALID, mistake);
      return;
    }
    candidate.caller().loader(bundle.loader());
    rollouts.started(rollout, candidate);
  }

  /** Whatever it hangs in, it is taken back after its time. */
  private void limit(Rollout rollout) {
    var unused =
        tools
            .thread()
            .schedule(
                () -> tools.post(() -> late(rollout)),
                rollouts.patience(rollout).toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private void late(Rollout rollout) {
    if (rollouts.waits(rollout)) {
      limit(rollout);
    } else {
      rollouts.late(rollout).ifPresent(why -> refuse(rollout, PluginState.INVALID, why));
    }
  }

  /** Something about a generation changed; whether it was one that still arrives. */
  void changed(Generation generation, String trouble) {
    rollouts
        .changed(generation, trouble)
        .ifPresent(
            broken -> {
              Rollout rollout = rollouts.of(generation);
              if (rollout != null) {
                refuse(rollout, PluginState.INVALID, broken);
              }
            });
  }

  private void refuse(Rollout rollout, PluginState state, String reason) {
    if (rollout.over()) {
      return;
    }
    CompletableFuture<Boolean> gone = rollouts.refuse(rollout, state, reason);
    rollout.before().ifPresent(old -> Tools.forget(back(rollout, old, state, reason, gone)));
    Convoy convoy = rollout.convoy();
    convoy.fail(rollout.bundle(), reason);
    convoy.members().forEach(one -> refuse(one, PluginState.INVALID, convoy.failure()));
  }

  /** What had to go comes again; only then is it said that its successor was refused. */
  private CompletableFuture<?> back(
      Rollout rollout,
      Before before,
      PluginState state,
      String reason,
      CompletableFuture<Boolean> gone) {
    PluginBundle refused = rollout.bundle();
    return gone.thenComposeAsync(
            all -> plug(before.bundle(), rollout.ids(), before.configuration()), tools.thread())
        .thenRunAsync(
            () -> {
              rollouts.note(refused, reason);
              rollout.answer(new Arrival(refused.name(), refused.version(), false, state, reason));
              rollouts.sweep(refused);
            },
            tools.thread());
  }
}
