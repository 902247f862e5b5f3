package dev.patchbay.core.board;

import dev.patchbay.api.Integration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a generation, in this order: no new calls, those inside come out, disconnect, let go,
 * and only then its configuration and its bundle. One that does not let go is left alone.
 */
final class Departures {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  private final Tools tools;
  private final Table table;
  private final Services services;
  private final Map<Generation, CompletableFuture<Boolean>> retiring = new HashMap<>();
  private final Map<PluginBundle, CompletableFuture<Boolean>> leaving = new HashMap<>();

  Departures(Tools tools, Table table, Services services) {
    this.tools = tools;
    this.table = table;
    this.services = services;
  }

  /** Bars everything, for the daemon ends; answers when all has come out and is disconnected. */
  CompletableFuture<Boolean> bar() {
    List<CompletableFuture<?>> ended = new ArrayList<>();
    table.instances().stream()
        .flatMap(instance -> instance.current().stream())
        .forEach(generation -> ended.add(drained(generation).thenCompose(this::disconnect)));
    return CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new)).thenApply(all -> true);
  }

  /** Answers on the board's thread whether it is gone; calls must go elsewhere already. */
  CompletableFuture<Boolean> retire(Generation generation) {
    return retiring.computeIfAbsent(generation, this::begin);
  }

  private CompletableFuture<Boolean> begin(Generation generation) {
    generation.leave();
    return drained(generation)
        .thenCompose(this::disconnect)
        .thenCompose(out -> letGo(generation))
        .thenApplyAsync(outcome -> gone(generation, outcome), tools.thread());
  }

  /** No call goes in any more; answers on the board's thread when the last has come out. */
  private CompletableFuture<Generation> drained(Generation generation) {
    List<CompletableFuture<Void>> drained = new ArrayList<>();
    generation.held().forEach(held -> drained.add(held.inFlight().bar()));
    return CompletableFuture.allOf(drained.toArray(CompletableFuture[]::new))
        .thenApplyAsync(out -> generation, tools.thread());
  }

  /** What goes wrong with it is said, and changes nothing. */
  private CompletableFuture<?> disconnect(Generation generation) {
    List<CompletableFuture<?>> done = new ArrayList<>();
    for (Held held : generation.held()) {
      Link link = held.link();
      if (link != null
          && link.obstacle().isEmpty()
          && held.service() instanceof Integration integration) {
        done.add(
            generation
                .life()
                .run(
                    "disconnect",
                    tools.limits().disconnect(),
                    () -> {
                      integration.disconnect();
                      return true;
                    })
                .thenAccept(
                    outcome -> {
                      if (outcome instanceof Outcome.Failed<Boolean> failed) {
                        LOG.warn("{}", failed.failure().message());
                      }
                    }));
      }
    }
    return CompletableFuture.allOf(done.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Outcome<Boolean>> letGo(Generation generation) {
    return generation
        .life()
        .run("deactivation", tools.limits().activate(), () -> services.letGo(generation));
  }

  private boolean gone(Generation generation, Outcome<Boolean> outcome) {
    if (outcome instanceof Outcome.Failed<Boolean> failed && generation.life().lost()) {
      String reason = failed.failure().message() + "; it ends with the daemon";
      generation.quarantine(reason);
      LOG.warn("{} does not let go: {}", generation, reason);
      table.find(generation.id()).ifPresent(one -> one.note(generation.version() + ": " + reason));
      table.shown();
      return false;
    }
    // One that somebody stopped past the board may run again at once, with another configuration.
    generation
        .bundle()
        .filter(bundle -> bundle.wish() != PluginBundle.Wish.RUN)
        .flatMap(PluginBundle::takeConfiguration)
        .ifPresent(Departures::delete);
    table.remove(generation);
    retiring.remove(generation);
    generation.end();
    return true;
  }

  /** Stops a bundle whose generations are gone; it stays installed. */
  CompletableFuture<Boolean> stop(PluginBundle bundle) {
    Optional<Generation> generation = table.generation(bundle);
    if (generation.isPresent()) {
      CompletableFuture<Boolean> going = retiring.get(generation.get());
      return going == null
          ? CompletableFuture.completedFuture(false)
          : going.thenComposeAsync(
              gone -> gone ? stop(bundle) : CompletableFuture.completedFuture(false),
              tools.thread());
    }
    if (bundle.wish() == PluginBundle.Wish.GONE) {
      return CompletableFuture.completedFuture(true);
    }
    bundle.ended();
    Optional<Configuration> options = bundle.takeConfiguration();
    return bundle
        .life()
        .run(
            "stop",
            tools.limits().step(),
            () -> {
              tools.own().take(bundle.bundle(), bundle.bundle()::stop);
              return true;
            })
        .thenApplyAsync(
            outcome -> {
              options.ifPresent(Departures::delete);
              return outcome instanceof Outcome.Returned;
            },
            tools.thread());
  }

  /** After its end: components that lost their configuration while they run would be made anew. */
  private static void delete(Configuration options) {
    try {
      options.delete();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("A configuration was gone already", e);
    }
  }

  /** Stops and uninstalls a bundle, unless a generation of it does not let go. */
  CompletableFuture<Boolean> uninstall(PluginBundle bundle) {
    if (bundle.wish() == PluginBundle.Wish.GONE && !leaving.containsKey(bundle)) {
      return CompletableFuture.completedFuture(true);
    }
    return leaving.computeIfAbsent(bundle, this::take);
  }

  private CompletableFuture<Boolean> take(PluginBundle bundle) {
    return stop(bundle)
        .thenComposeAsync(
            stopped -> {
              if (!stopped) {
                leaving.remove(bundle);
                return CompletableFuture.completedFuture(false);
              }
              bundle.wish(PluginBundle.Wish.GONE);
              return bundle
                  .life()
                  .run("uninstall", tools.limits().step(), () -> uninstalled(bundle.bundle()))
                  .thenApplyAsync(
                      outcome -> {
                        table.remove(bundle);
                        leaving.remove(bundle);
                        return outcome instanceof Outcome.Returned;
                      },
                      tools.thread());
            },
            tools.thread());
  }

  private boolean uninstalled(Bundle bundle) throws Exception {
    bundle.uninstall();
    FrameworkWiring framework = tools.context().getBundle(0).adapt(FrameworkWiring.class);
    if (framework.getRemovalPendingBundles().contains(bundle)) {
      framework.refreshBundles(List.of(bundle));
    }
    return true;
  }
}
