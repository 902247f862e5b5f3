package dev.patchbay.core.board;

import dev.patchbay.api.Health;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Generations of one plugin that take their places together, or not at all. */
final class Rollout {
  private final PluginBundle bundle;
  private final @Nullable Before before;
  private final List<PluginId> ids;
  private final Convoy convoy;
  private final List<Generation> candidates = new ArrayList<>();
  private final Set<Generation> started = new HashSet<>();
  private final CompletableFuture<Arrival> answer = new CompletableFuture<>();
  private boolean replaces;
  private boolean over;

  /**
   * @param before what is plugged in again when this fails; only when it had to go first
   * @param convoy those without which it does not take its place
   */
  Rollout(PluginBundle bundle, @Nullable Before before, List<PluginId> ids, Convoy convoy) {
    this.bundle = bundle;
    this.before = before;
    this.ids = List.copyOf(ids);
    this.convoy = convoy;
  }

  /** What arrives; other generations of the same rollout are copies of it. */
  PluginBundle bundle() {
    return bundle;
  }

  Optional<Before> before() {
    return Optional.ofNullable(before);
  }

  List<PluginId> ids() {
    return ids;
  }

  Convoy convoy() {
    return convoy;
  }

  void add(Generation candidate) {
    candidates.add(candidate);
  }

  List<Generation> candidates() {
    return List.copyOf(candidates);
  }

  void started(Generation candidate) {
    started.add(candidate);
  }

  boolean allStarted() {
    return started.containsAll(candidates);
  }

  void replaces(boolean served) {
    replaces |= served;
  }

  /** Whether something serves that must not be touched before all of this is ready. */
  boolean replaces() {
    return replaces;
  }

  /** Whether there is something to go back to, or somebody who would. */
  boolean canFail() {
    return replaces || before != null || convoy.isMany();
  }

  /** Whether what arrives is another bundle than the one a generation came from. */
  boolean isNew(Generation before) {
    return candidates.stream().anyMatch(one -> one.of(bundle)) && !before.of(bundle);
  }

  CompletableFuture<Arrival> answer() {
    return answer;
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

  /** Why a candidate does not serve yet; empty when it does. */
  static String missing(Generation candidate, Set<String> components) {
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
    return components.stream()
        .filter(component -> !got.contains(component))
        .findFirst()
        .map(component -> "the service of " + component + " is not there")
        .orElse("");
  }

  /**
   * Why a candidate is not well enough to take the place of another; empty when it is.
   *
   * @param now how that is: who works with restrictions may follow who does so too
   */
  static String ailment(Generation candidate, Health now) {
    Health health = candidate.health();
    if (!candidate.asked()) {
      return "its health() has not answered yet";
    }
    boolean ill =
        health.state() == Health.State.UNHEALTHY
            || (health.state() == Health.State.DEGRADED && now.state() == Health.State.HEALTHY);
    return ill ? "it is " + health.state().name().toLowerCase(Locale.ROOT) + said(health) : "";
  }

  private static String said(Health health) {
    return health.message().isEmpty() ? "" : ": " + health.message();
  }
}
