package dev.patchbay.core.run;

import dev.patchbay.api.guard.Admission;
import dev.patchbay.api.guard.JobRequest;
import dev.patchbay.core.board.CallFailed;
import dev.patchbay.core.config.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Asks all guards there are, and fails closed. */
final class Guards {
  private static final Executor APART = task -> Thread.ofVirtual().name("guard").start(task);

  private final Supplier<Map<String, Guard>> present;
  private final Supplier<List<String>> configured;

  Guards(Supplier<Map<String, Guard>> present, Supplier<List<String>> configured) {
    this.present = present;
    this.configured = configured;
  }

  /** Whether there is nobody to ask, and nobody missing. */
  boolean none() {
    return configured.get().isEmpty() && present.get().isEmpty();
  }

  Decision ask(JobRequest request) {
    Map<String, Guard> guards = present.get();
    for (String name : configured.get()) {
      if (!guards.containsKey(name)) {
        return Decision.deny(
            name,
            "the guard '"
                + name
                + "' is configured and not there"
                + Nearest.hint(name, guards.keySet())
                + "; install its plugin, or take it out of `guards:`");
      }
    }
    Map<String, CompletableFuture<Decision>> answers = new LinkedHashMap<>();
    guards.forEach(
        (name, guard) ->
            answers.put(
                name, CompletableFuture.supplyAsync(() -> ask(name, guard, request), APART)));
    List<Decision> decisions = new ArrayList<>();
    answers.values().forEach(answer -> decisions.add(answer.join()));
    Set<String> principals = new LinkedHashSet<>();
    for (Decision decision : decisions) {
      if (!decision.admitted()) {
        return decision;
      }
      if (!decision.principal().isEmpty()) {
        principals.add(decision.principal());
      }
    }
    return Decision.admit(String.join(",", principals));
  }

  private static Decision ask(String name, Guard guard, JobRequest request) {
    try {
      Admission admission = guard.admit(request);
      if (admission == null) {
        return Decision.deny(name, "it returned null");
      }
      return admission.admitted()
          ? Decision.admit(admission.principal())
          : Decision.deny(name, admission.reason());
    } catch (CallFailed e) {
      return Decision.deny(name, String.valueOf(e.getMessage()));
    }
  }
}
