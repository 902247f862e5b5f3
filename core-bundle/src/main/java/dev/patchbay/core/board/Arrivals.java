package dev.patchbay.core.board;

import dev.patchbay.core.board.Options.Plan;
import dev.patchbay.core.config.Configuration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Copies copies;
  private final Rollouts rollouts;
  private final BiConsumer<Generation, String> onQuarantine;

  Arrivals(
      Tools tools,
      Table table,
      Departures departures,
      Rollouts rollouts,
      BiConsumer<Generation, String> onQuarantine) {
    this.tools = tools;
    this.table = table;
    this.departures = departures;
    this.copies = new Copies(tools.context());
    this.rollouts = rollouts;
    this.onQuarantine = onQuarantine;
  }

  /** Plugs in a bundle for all instances that the configuration asks for. */
  CompletableFuture<Arrival> plug(PluginBundle bundle) {
    return plug(bundle, table.configuration());
  }

  /** The same with a configuration that applies only when this comes in. */
  CompletableFuture<Arrival> plug(PluginBundle bundle, Configuration configuration) {
    table.add(bundle);
    if (table.stopped().contains(bundle.name())) {
      return rollouts.rest(
          bundle,
          PluginState.STOPPED,
          "stopped by a user; 'plugin start " + bundle.name() + "' starts it");
    }
    return plug(bundle, Table.wanted(bundle.name(), configuration), configuration, null);
  }

  /**
   * Plugs in a bundle for these instances, of which some may be served already.
   *
   * @param before what is plugged in again when this fails; only when it had to go first
   */
  CompletableFuture<Arrival> plug(
      PluginBundle bundle,
      List<PluginId> ids,
      Configuration configuration,
      @Nullable Before before) {
    Rollout rollout = new Rollout(bundle, before, ids);
    table.keep(bundle);
    Tools.forget(rollout.answer().thenRun(() -> table.release(bundle)));
    String mistake = Mistakes.before(bundle, table.namesakes(bundle));
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
      copy(rollout, plans);
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
                        plug(rollout.bundle(), rollout.ids(), configuration, before)
                            .thenAccept(rollout::answer));
                  } else {
                    refuse(rollout, PluginState.INVALID, "the version before does not let go");
                  }
                },
                tools.thread()));
  }

  /** Each generation is a bundle of its own: the first takes this one if it is free. */
  private void copy(Rollout rollout, List<Plan> plans) {
    PluginBundle source = rollout.bundle();
    boolean free =
        table.generation(source).isEmpty() && source.fresh() && table.isNew(source.bundle());
    Map<Plan, CompletableFuture<Outcome<Bundle>>> copying = new HashMap<>();
    for (Plan plan : free ? plans.subList(1, plans.size()) : plans) {
      long number = table.nextNumber();
      copying.put(
          plan,
          source
              .life()
              .run(
                  "installation", tools.limits().step(), () -> copies.of(source.bundle(), number)));
    }
    Tools.forget(
        CompletableFuture.allOf(copying.values().toArray(CompletableFuture[]::new))
            .thenRunAsync(
                () -> {
                  for (Plan plan : plans) {
                    CompletableFuture<Outcome<Bundle>> copy = copying.get(plan);
                    if (copy == null) {
                      candidate(rollout, plan, source);
                    } else {
                      copied(rollout, plan, copy.join());
                    }
                  }
                  begin(rollout);
                },
                tools.thread()));
  }

  private void copied(Rollout rollout, Plan plan, Outcome<Bundle> copy) {
    if (copy instanceof Outcome.Returned<Bundle> made) {
      PluginBundle bundle = PluginBundle.of(made.value(), tools.door()).orElseThrow();
      table.add(bundle);
      candidate(rollout, plan, bundle);
    } else if (copy instanceof Outcome.Failed<Bundle> failed) {
      refuse(rollout, PluginState.INVALID, failed.failure().message());
    }
  }

  private void candidate(Rollout rollout, Plan plan, PluginBundle bundle) {
    Generation candidate =
        new Generation(
            plan.id(), table.nextNumber(), bundle, plan.entry(), tools.door(), onQuarantine);
    bundle.used();
    table.add(candidate);
    rollout.add(candidate);
    try {
      Options.write(tools, candidate, bundle, plan);
    } catch (IOException e) {
      refuse(rollout, PluginState.INVALID, "its configuration cannot be written: " + e);
    }
  }

  private void begin(Rollout rollout) {
    if (rollout.over()) {
      return;
    }
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
                () ->
                    tools.post(
                        () ->
                            rollouts
                                .late(rollout)
                                .ifPresent(why -> refuse(rollout, PluginState.INVALID, why))),
                rollouts.patience(rollout).toMillis(),
                TimeUnit.MILLISECONDS);
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
            all -> plug(before.bundle(), rollout.ids(), before.configuration(), null),
            tools.thread())
        .thenRunAsync(
            () -> {
              rollouts.note(refused, reason);
              rollout.answer(new Arrival(refused.name(), refused.version(), false, state, reason));
              rollouts.sweep(refused);
            },
            tools.thread());
  }
}
