package dev.patchbay.core.board;

import dev.patchbay.core.board.Options.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

  private final Tools tools;
  private final Table table;
  private final Services services;
  private final Connections connections;
  private final Departures departures;
  private final Sweep sweep;
  private final Refusals refusals;
  private final BiConsumer<Generation, String> onQuarantine;
  private final Map<Generation, Rollout> open = new HashMap<>();

  Arrivals(
      Tools tools,
      Table table,
      Services services,
      Connections connections,
      Departures departures,
      BiConsumer<Generation, String> onQuarantine) {
    this.tools = tools;
    this.table = table;
    this.services = services;
    this.connections = connections;
    this.departures = departures;
    this.sweep = new Sweep(table, departures);
    this.refusals = new Refusals(table, departures);
    this.onQuarantine = onQuarantine;
  }

  /** Plugs in a bundle for all instances that the configuration asks for. */
  CompletableFuture<Arrival> plug(PluginBundle bundle) {
    table.add(bundle);
    if (table.stopped().contains(bundle.name())) {
      String reason = "stopped by a user; 'plugin start " + bundle.name() + "' starts it";
      return resting(bundle, PluginState.STOPPED, reason);
    }
    return plug(bundle, table.wanted(bundle.name()), null);
  }

  /** Plugs in a bundle for these instances, of which some may be served already. */
  CompletableFuture<Arrival> plug(
      PluginBundle bundle, List<PluginId> ids, @Nullable PluginBundle fallback) {
    String mistake = Mistakes.before(bundle);
    if (!mistake.isEmpty()) {
      Rollout refused = new Rollout(bundle, fallback);
      refuse(refused, PluginState.INVALID, mistake);
      return refused.answer();
    }
    Rollout rollout = new Rollout(bundle, fallback);
    for (PluginId id : ids) {
      Plan plan = Options.plan(id, bundle, table.configuration());
      boolean served = table.find(id).flatMap(Instance::current).isPresent();
      if (plan.possible()) {
        Generation candidate =
            new Generation(
                id, table.nextNumber(), bundle, plan.entry(), tools.door(), onQuarantine);
        rollout.add(candidate, plan, served);
      } else if (served || fallback != null) {
        refuse(rollout, plan.obstacle(), plan.reason());
        return rollout.answer();
      } else {
        table.instance(id).rest(bundle, plan.obstacle(), plan.reason());
        table.changed(id);
      }
    }
    if (rollout.candidates().isEmpty()) {
      end(rollout);
    } else if (bundle.replace() && rollout.replaces()) {
      replace(rollout, ids);
    } else {
      begin(rollout);
    }
    return rollout.answer();
  }

  /** The old version owns something that the new one needs: it goes first, the events wait. */
  private void replace(Rollout rollout, List<PluginId> ids) {
    PluginBundle old =
        table.find(ids.getFirst()).flatMap(Instance::bundle).orElse(rollout.bundle());
    CompletableFuture<Boolean> gone = CompletableFuture.completedFuture(true);
    for (PluginId id : ids) {
      Instance instance = table.instance(id);
      Generation generation = instance.current().orElse(null);
      if (generation != null) {
        instance.rest(old, PluginState.RESOLVED, "is being replaced");
        table.changed(id);
        gone = gone.thenCombine(departures.retire(generation), Boolean::logicalAnd);
      }
    }
    boolean sameBundle = old == rollout.bundle();
    Tools.forget(
        gone.thenCompose(
                all ->
                    all && !sameBundle
                        ? departures.stop(old)
                        : CompletableFuture.completedFuture(all))
            .thenAcceptAsync(
                all -> {
                  if (all) {
                    Tools.forget(plug(rollout.bundle(), ids, old).thenAccept(rollout::answer));
                  } else {
                    refuse(rollout, PluginState.INVALID, "the version before does not let go");
                  }
                },
                tools.thread()));
  }

  private void begin(Rollout rollout) {
    for (Generation candidate : rollout.candidates()) {
      open.put(candidate, rollout);
      table.add(candidate);
      try {
        Plan plan = rollout.plans().get(candidate);
        Options.write(
            tools.configurations(),
            candidate,
            rollout.bundle(),
            java.util.Objects.requireNonNull(plan));
      } catch (IOException e) {
        refuse(rollout, PluginState.INVALID, "its configuration cannot be written: " + e);
        return;
      }
    }
    PluginBundle bundle = rollout.bundle();
    bundle.wish(PluginBundle.Wish.RUN);
    Tools.forget(
        bundle
            .life()
            .run("start", START, () -> start(bundle))
            .thenAcceptAsync(outcome -> started(rollout, outcome), tools.thread()));
  }

  private static boolean start(PluginBundle bundle) throws Exception {
    bundle.bundle().start();
    bundle.resolved();
    return true;
  }

  private void started(Rollout rollout, Outcome<Boolean> outcome) {
    PluginBundle bundle = rollout.bundle();
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
    for (Generation candidate : rollout.candidates()) {
      candidate.caller().loader(bundle.loader());
      if (!rollout.replaces()) {
        table.instance(candidate.id()).serve(candidate);
      }
    }
    services.scan(bundle);
    Duration patience = rollout.canFail() ? table.configuration().updateTimeout() : FIRST_LOOK;
    var unused =
        tools
            .thread()
            .schedule(
                () -> tools.post(() -> late(rollout)), patience.toMillis(), TimeUnit.MILLISECONDS);
    check(rollout);
  }

  /** Something about a generation changed; whether it was one that still arrives. */
  void changed(Generation generation, String trouble) {
    connections.begin(generation);
    Rollout rollout = open.get(generation);
    boolean current =
        table.find(generation.id()).flatMap(Instance::current).orElse(null) == generation;
    if (current) {
      table.instance(generation.id()).note(trouble);
      table.changed(generation.id());
    }
    if (rollout != null) {
      if (!trouble.isEmpty()) {
        rollout.trouble(trouble);
      }
      boolean broken = !trouble.isEmpty() || !generation.quarantine().isEmpty();
      if (broken && rollout.canFail()) {
        refuse(rollout, PluginState.INVALID, trouble.isEmpty() ? generation.quarantine() : trouble);
      } else {
        check(rollout);
      }
    }
  }

  private void check(Rollout rollout) {
    if (!rollout.over() && missing(rollout).isEmpty()) {
      end(rollout);
    }
  }

  private String missing(Rollout rollout) {
    Set<String> components = tools.components().names(rollout.bundle().bundle());
    return rollout.missing(components);
  }

  private void late(Rollout rollout) {
    if (rollout.over()) {
      return;
    }
    String missing = missing(rollout);
    String why = tools.components().reason(rollout.bundle().bundle());
    String reason = why.isEmpty() ? missing : why;
    if (rollout.canFail()) {
      String time = table.configuration().updateTimeout().toSeconds() + " s";
      refuse(rollout, PluginState.INVALID, "it did not serve within " + time + ": " + reason);
    } else {
      finish(rollout);
    }
  }

  /** All take their places; a first arrival has them already, complete or not. */
  private void end(Rollout rollout) {
    rollout.candidates().forEach(open::remove);
    for (Generation candidate : rollout.candidates()) {
      Instance instance = table.instance(candidate.id());
      Generation before = instance.current().orElse(null);
      String from = instance.lastVersion();
      if (before != candidate) {
        instance.serve(candidate);
      }
      table.changed(candidate.id());
      if (before != null && before != candidate) {
        boolean options = before.of(rollout.bundle());
        tools.chronicle().updated(candidate, before.version(), options ? "options changed" : "");
        sweep.retire(before);
      } else if (rollout.fallback().isPresent()) {
        tools.chronicle().updated(candidate, from, "");
      } else {
        tools.chronicle().registered(candidate);
      }
    }
    finish(rollout);
    rollout.end();
    sweep.others(rollout.bundle());
  }

  private CompletableFuture<Arrival> resting(
      PluginBundle bundle, PluginState state, String reason) {
    for (PluginId id : table.wanted(bundle.name())) {
      table.instance(id).rest(bundle, state, reason);
      table.changed(id);
    }
    sweep.others(bundle);
    return CompletableFuture.completedFuture(
        new Arrival(bundle.name(), bundle.version(), true, state, reason));
  }

  private void refuse(Rollout rollout, PluginState state, String reason) {
    if (rollout.over()) {
      return;
    }
    rollout.candidates().forEach(open::remove);
    CompletableFuture<Boolean> gone = refusals.refuse(rollout, state, reason);
    rollout
        .fallback()
        .ifPresent(
            old ->
                Tools.forget(
                    gone.thenComposeAsync(all -> plug(old), tools.thread())
                        .thenRunAsync(
                            () -> refusals.note(rollout.bundle(), reason), tools.thread())));
  }

  private void finish(Rollout rollout) {
    PluginBundle bundle = rollout.bundle();
    List<Instance> instances = table.instances(bundle.name());
    Instance shown =
        instances.stream()
            .filter(one -> !one.reason().isEmpty())
            .findFirst()
            .orElse(instances.getFirst());
    String why = shown.reason().isEmpty() ? rollout.trouble() : shown.reason();
    if (why.isEmpty() && shown.state() == PluginState.RESOLVED) {
      why = tools.components().reason(bundle.bundle());
    }
    rollout.answer(new Arrival(bundle.name(), bundle.version(), true, shown.state(), why));
  }
}
