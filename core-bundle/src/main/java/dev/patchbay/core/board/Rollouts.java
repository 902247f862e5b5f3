package dev.patchbay.core.board;

import dev.patchbay.api.Health;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rollouts that have begun: when all of one serves it takes its place, or it is taken back. */
final class Rollouts {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  private final Tools tools;
  private final Table table;
  private final Services services;
  private final Connections connections;
  private final Departures departures;
  private final Sweep sweep;
  private final Map<Generation, Rollout> open = new HashMap<>();

  Rollouts(
      Tools tools, Table table, Services services, Connections connections, Departures departures) {
    this.tools = tools;
    this.table = table;
    this.services = services;
    this.connections = connections;
    this.departures = departures;
    this.sweep = new Sweep(table, departures);
  }

  @Nullable Rollout of(Generation generation) {
    return open.get(generation);
  }

  void open(Rollout rollout) {
    for (Generation candidate : rollout.candidates()) {
      open.put(candidate, rollout);
      if (!rollout.replaces()) {
        PluginBundle bundle = candidate.bundle().orElse(rollout.bundle());
        table.instance(candidate.id()).rest(bundle, PluginState.RESOLVED, "is being started");
        table.changed(candidate.id());
      }
    }
  }

  /** How long a rollout may take: what replaces nothing is only looked at then. */
  Duration patience(Rollout rollout) {
    return rollout.canFail() ? table.configuration().updateTimeout() : tools.limits().firstLook();
  }

  void started(Rollout rollout, Generation candidate) {
    if (!rollout.replaces()) {
      table.instance(candidate.id()).serve(candidate);
    }
    rollout.started(candidate);
    candidate.bundle().ifPresent(services::scan);
    check(rollout);
  }

  /** What is broken, when the generation belongs to a rollout that is to be taken back. */
  Optional<String> changed(Generation generation, String trouble) {
    connections.begin(generation);
    if (table.isCurrent(generation)) {
      table.instance(generation.id()).note(trouble);
      table.changed(generation.id());
    }
    Rollout rollout = open.get(generation);
    if (rollout == null) {
      return Optional.empty();
    }
    if (rollout.canFail() && !trouble.isEmpty()) {
      return Optional.of(trouble);
    }
    if (rollout.canFail() && !generation.quarantine().isEmpty()) {
      return Optional.of(generation.quarantine());
    }
    check(rollout);
    return Optional.empty();
  }

  private void check(Rollout rollout) {
    Convoy convoy = rollout.convoy();
    if (!rollout.over()
        && convoy.complete()
        && convoy.members().stream().allMatch(one -> missing(one).isEmpty())) {
      convoy.members().forEach(this::end);
    }
  }

  private String missing(Rollout rollout) {
    if (!rollout.allStarted()) {
      return "it is not started yet";
    }
    for (Generation candidate : rollout.candidates()) {
      Optional<PluginBundle> bundle = candidate.bundle();
      String missing =
          bundle.isEmpty()
              ? "it is gone"
              : Rollout.missing(candidate, tools.components().names(bundle.get().bundle()));
      if (missing.isEmpty() && rollout.canFail()) {
        missing = Rollout.ailment(candidate, health(candidate));
      }
      if (!missing.isEmpty()) {
        return missing;
      }
    }
    return "";
  }

  /** How that is whose place it is to take. */
  private Health health(Generation candidate) {
    return table
        .find(candidate.id())
        .flatMap(Instance::current)
        .filter(one -> one != candidate)
        .map(Generation::health)
        .orElse(Health.healthy());
  }

  /** Whether nothing of it is missing: it waits for others, each of which has its own time. */
  boolean waits(Rollout rollout) {
    return !rollout.over() && rollout.canFail() && missing(rollout).isEmpty();
  }

  /** Why a rollout is taken back after its time. */
  Optional<String> late(Rollout rollout) {
    if (rollout.over()) {
      return Optional.empty();
    }
    if (!rollout.canFail()) {
      finish(rollout);
      return Optional.empty();
    }
    String why = reason(rollout);
    Duration time = table.configuration().updateTimeout();
    return Optional.of("it did not serve within " + time.toSeconds() + " s: " + why);
  }

  private String reason(Rollout rollout) {
    for (Generation candidate : rollout.candidates()) {
      String reason =
          candidate.bundle().map(bundle -> tools.components().reason(bundle.bundle())).orElse("");
      if (!reason.isEmpty()) {
        return reason;
      }
    }
    return missing(rollout);
  }

  /** All take their places; a first arrival has them already. */
  private void end(Rollout rollout) {
    for (Generation candidate : rollout.candidates()) {
      open.remove(candidate);
      Instance instance = table.instance(candidate.id());
      Optional<Generation> before = instance.current().filter(one -> one != candidate);
      String from = instance.versionBefore();
      instance.serve(candidate);
      table.changed(candidate.id());
      if (before.isPresent()) {
        boolean same = before.get().version().equals(candidate.version());
        String why = same && !rollout.isNew(before.get()) ? "options changed" : "";
        tools.chronicle().updated(candidate, before.get().version(), why);
        open.remove(before.get());
        sweep.retire(before.get());
      } else if (from.isEmpty() || from.equals(candidate.version())) {
        tools.chronicle().registered(candidate);
      } else {
        tools.chronicle().updated(candidate, from, "");
      }
      instance.served();
    }
    finish(rollout);
    rollout.end();
    sweep.unwanted(rollout.bundle().name());
  }

  /** Says how it stands now. */
  void finish(Rollout rollout) {
    List<Instance> instances = table.instances(rollout.bundle().name());
    Instance shown =
        instances.stream()
            .filter(one -> !one.reason().isEmpty())
            .findFirst()
            .orElse(instances.getFirst());
    String why = shown.reason();
    if (why.isEmpty() && shown.state() == PluginState.RESOLVED) {
      why = reason(rollout);
    }
    rollout.answer(
        new Arrival(rollout.bundle().name(), rollout.bundle().version(), true, shown.state(), why));
  }

  /** All instances of a plugin wait for something that a user has to do. */
  CompletableFuture<Arrival> rest(PluginBundle bundle, PluginState state, String reason) {
    for (PluginId id : table.wanted(bundle.name())) {
      table.instance(id).rest(bundle, state, reason);
      table.changed(id);
    }
    sweep.unwanted(bundle.name());
    return CompletableFuture.completedFuture(
        new Arrival(bundle.name(), bundle.version(), true, state, reason));
  }

  /**
   * It does not come in: what it would have replaced stays, and both say why. Answers on the
   * board's thread when all that had begun has ended, whether it let go.
   */
  CompletableFuture<Boolean> refuse(Rollout rollout, PluginState state, String reason) {
    PluginBundle bundle = rollout.bundle();
    LOG.warn("{} {} is refused: {}", bundle.name(), bundle.version(), reason);
    boolean keeps = rollout.canFail();
    for (PluginId id : rollout.ids()) {
      Instance instance = table.instance(id);
      if (instance.current().filter(one -> !rollout.candidates().contains(one)).isPresent()) {
        keeps = true;
      } else {
        instance.rest(rollout.before().map(Before::bundle).orElse(bundle), state, reason);
        table.changed(id);
      }
    }
    if (keeps) {
      note(bundle, reason);
    }
    if (rollout.before().isEmpty()) {
      rollout.answer(new Arrival(bundle.name(), bundle.version(), false, state, reason));
    }
    rollout.end();
    CompletableFuture<Boolean> gone = CompletableFuture.completedFuture(true);
    for (Generation candidate : rollout.candidates()) {
      open.remove(candidate);
      gone = gone.thenCombine(departures.retire(candidate), Boolean::logicalAnd);
    }
    return gone.thenComposeAsync(
        all -> {
          sweep.unwanted(bundle.name());
          boolean idle = table.isWanted(bundle) && table.generation(bundle).isEmpty();
          return idle ? departures.stop(bundle) : CompletableFuture.completedFuture(all);
        },
        tools.thread());
  }

  /** Removes what nothing needs any more of the plugin of this bundle. */
  void sweep(PluginBundle bundle) {
    sweep.unwanted(bundle.name());
  }

  /** Those that serve instead say what was refused. */
  void note(PluginBundle refused, String reason) {
    for (Instance instance : table.instances(refused.name())) {
      instance.note(refused.version() + " was refused: " + reason);
    }
    table.shown();
  }
}
