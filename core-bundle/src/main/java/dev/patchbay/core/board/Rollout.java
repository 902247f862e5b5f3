package dev.patchbay.core.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Generations of one plugin that take their places together, or not at all. */
final class Rollout {
  private final PluginBundle bundle;
  private final @Nullable PluginBundle fallback;
  private final Map<Generation, Options.Plan> candidates = new LinkedHashMap<>();
  private final CompletableFuture<Arrival> answer = new CompletableFuture<>();
  private boolean replaces;
  private boolean over;
  private String lastTrouble = "";

  /**
   * @param fallback what is started again when this fails; only when the old version had to go
   *     first
   */
  Rollout(PluginBundle bundle, @Nullable PluginBundle fallback) {
    this.bundle = bundle;
    this.fallback = fallback;
  }

  PluginBundle bundle() {
    return bundle;
  }

  Optional<PluginBundle> fallback() {
    return Optional.ofNullable(fallback);
  }

  void add(Generation candidate, Options.Plan plan, boolean hasPredecessor) {
    candidates.put(candidate, plan);
    replaces |= hasPredecessor;
  }

  List<Generation> candidates() {
    return new ArrayList<>(candidates.keySet());
  }

  Map<Generation, Options.Plan> plans() {
    return candidates;
  }

  /** Whether something serves that must not be touched before all of this is ready. */
  boolean replaces() {
    return replaces;
  }

  /** Whether there is something to go back to. */
  boolean canFail() {
    return replaces || fallback != null;
  }

  CompletableFuture<Arrival> answer() {
    return answer;
  }

  void trouble(String reason) {
    lastTrouble = reason;
  }

  String trouble() {
    return lastTrouble;
  }

  boolean over() {
    return over;
  }

  void end() {
    over = true;
  }

  /** Says what came of it; the first answer counts. */
  void answer(Arrival arrival) {
    answer.complete(arrival);
  }

  /** Why a candidate does not serve yet; empty when all do. */
  String missing(Set<String> components) {
    for (Generation candidate : candidates.keySet()) {
      if (!candidate.refusal().isEmpty()) {
        return candidate.refusal();
      }
      if (candidate.plugged().isEmpty()) {
        return components.isEmpty()
            ? "it publishes no service of the API"
            : "none of its services is there";
      }
      List<String> got =
          candidate.held().stream()
              .filter(held -> !held.plugged().isEmpty())
              .map(Held::component)
              .toList();
      for (String component : components) {
        if (!got.contains(component)) {
          return "the service of " + component + " is not there";
        }
      }
    }
    return "";
  }
}
