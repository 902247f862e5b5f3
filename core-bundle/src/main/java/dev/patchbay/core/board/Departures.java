package dev.patchbay.core.board;

import dev.patchbay.api.Integration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a generation, in this order: no new calls, those inside come out, disconnect, let go,
 * and only then its configuration and its bundle. One that does not let go is left alone.
 */
final class Departures {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private static final Duration DISCONNECT = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofSeconds(30);

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

  /** Bars everything, for the daemon ends; answers when the last call has come out. */
  CompletableFuture<Boolean> bar() {
    List<CompletableFuture<Void>> drained = new ArrayList<>();
    table.instances().stream()
        .flatMap(instance -> instance.current().stream())
        .flatMap(generation -> generation.held().stream())
        .forEach(held -> drained.add(held.inFlight().bar()));
    return CompletableFuture.allOf(drained.toArray(CompletableFuture[]::new))
        .thenApply(all -> true);
  }

  /** Answers on the board's thread whether it is gone; calls must go elsewhere already. */
  CompletableFuture<Boolean> retire(Generation generation) {
    return retiring.computeIfAbsent(generation, this::begin);
  }

  private CompletableFuture<Boolean> begin(Generation generation) {
    List<CompletableFuture<Void>> drained = new ArrayList<>();
    generation.held().forEach(held -> drained.add(held.inFlight().bar()));
    return CompletableFuture.allOf(drained.toArray(CompletableFuture[]::new))
        .thenCompose(out -> disconnect(generation))
        .thenCompose(out -> letGo(generation))
        .thenApplyAsync(outcome -> gone(generation, outcome), tools.thread());
  }

  private static CompletableFuture<?> disconnect(Generation generation) {
    CompletableFuture<?> done = CompletableFuture.completedFuture(null);
    if (generation.disconnected().isEmpty()) {
      for (Held held : generation.held()) {
        if (held.service() instanceof Integration integration) {
          done =
              generation
                  .life()
                  .run(
                      "disconnect",
                      DISCONNECT,
                      () -> {
                        integration.disconnect();
                        return true;
                      });
        }
      }
    }
    return done;
  }

  private CompletableFuture<Outcome<Boolean>> letGo(Generation generation) {
    return generation.life().run("deactivation", STEP, () -> services.letGo(generation));
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
        .ifPresent(Departures::forgetOptions);
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
    bundle.wish(PluginBundle.Wish.REST);
    return bundle
        .life()
        .run(
            "stop",
            STEP,
            () -> {
              bundle.bundle().stop();
              return true;
            })
        .thenApplyAsync(
            outcome -> {
              forgetOptions(bundle);
              return outcome instanceof Outcome.Returned;
            },
            tools.thread());
  }

  /** After its end: components that lost their configuration while they run would be made anew. */
  private static void forgetOptions(PluginBundle bundle) {
    try {
      bundle.deleteConfiguration();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The configuration of {} was gone already", bundle, e);
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
                  .run("uninstall", STEP, () -> uninstalled(bundle.bundle()))
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
