package dev.patchbay.core.board;

import dev.patchbay.core.board.Options.Plan;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.osgi.framework.Bundle;

/**
 * Makes the generations of a rollout: for each instance a bundle with a configuration of its own.
 */
final class Candidates {
  private final Tools tools;
  private final Table table;
  private final Twins twins;
  private final BiConsumer<Generation, String> onQuarantine;

  Candidates(Tools tools, Table table, BiConsumer<Generation, String> onQuarantine) {
    this.tools = tools;
    this.table = table;
    this.twins = new Twins(tools.context());
    this.onQuarantine = onQuarantine;
  }

  /**
   * The first takes the bundle itself if it is free. Answers on the board's thread why one of them
   * cannot be; empty when all are made.
   */
  CompletableFuture<String> make(Rollout rollout, List<Plan> plans) {
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
              .run("installation", tools.limits().step(), () -> twins.of(source.bundle(), number)));
    }
    return CompletableFuture.allOf(copying.values().toArray(CompletableFuture[]::new))
        .thenApplyAsync(
            all -> {
              String obstacle = "";
              for (Plan plan : plans) {
                CompletableFuture<Outcome<Bundle>> copy = copying.get(plan);
                String one =
                    copy == null
                        ? candidate(rollout, plan, source)
                        : copied(rollout, plan, copy.join());
                obstacle = obstacle.isEmpty() ? one : obstacle;
              }
              return obstacle;
            },
            tools.thread());
  }

  private String copied(Rollout rollout, Plan plan, Outcome<Bundle> copy) {
    return switch (copy) {
      case Outcome.Failed<Bundle> failed -> failed.failure().message();
      case Outcome.Returned<Bundle> made -> {
        PluginBundle bundle = PluginBundle.of(made.value(), tools.door()).orElseThrow();
        table.add(bundle);
        yield candidate(rollout, plan, bundle);
      }
    };
  }

  private String candidate(Rollout rollout, Plan plan, PluginBundle bundle) {
    Generation candidate =
        new Generation(
            plan.id(), table.nextNumber(), bundle, plan.entry(), tools.door(), onQuarantine);
    bundle.used();
    table.add(candidate);
    rollout.add(candidate);
    try {
      Options.write(tools, candidate, bundle, plan);
      return "";
    } catch (IOException e) {
      return "its configuration cannot be written: " + e;
    }
  }
}
