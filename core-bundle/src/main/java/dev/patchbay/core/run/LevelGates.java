package dev.patchbay.core.run;

import dev.patchbay.api.event.GateChecked;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.gate.GateContext;
import dev.patchbay.core.gate.GateRequest;
import dev.patchbay.core.gate.GateResult;
import dev.patchbay.core.gate.Gates;
import dev.patchbay.core.job.LevelDefinition;
import dev.patchbay.core.log.EventLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Has the gates of a level judge it when its tasks are done. */
final class LevelGates {
  private final Gates gates;
  private final EventLog log;
  private final Runs.Home home;

  LevelGates(Gates gates, EventLog log, Runs.Home home) {
    this.gates = gates;
    this.log = log;
    this.home = home;
  }

  /** What a run was told, without what nobody may see. */
  RunOptions shown(RunOptions options) {
    return options.shown(gates);
  }

  /**
   * Why the level has failed by its gates; empty when it has not.
   *
   * @param results receives each result as the receipt has it
   */
  String check(
      Scope scope,
      int number,
      LevelDefinition level,
      Journal journal,
      List<Map<String, Object>> results)
      throws InterruptedException {
    if (level.gates().isEmpty()) {
      return "";
    }
    try {
      scope.live().enter();
      try {
        return judge(requests(scope, number, level), scope, number, level, journal, results);
      } finally {
        scope.live().leave();
      }
    } catch (InterruptedException e) {
      if (scope.live().cancelled().isEmpty()) {
        throw e;
      }
      return scope.live().cancelled();
    }
  }

  private String judge(
      List<GateRequest> requests,
      Scope scope,
      int number,
      LevelDefinition level,
      Journal journal,
      List<Map<String, Object>> results)
      throws InterruptedException {
    List<GateRequest> waiting = new ArrayList<>(requests);
    List<String> failures = new ArrayList<>();
    while (!waiting.isEmpty()) {
      List<GateResult> asked =
          gates.judge(
              waiting,
              result -> {
                results.add(result.json());
                write(scope, number, result, journal);
              });
      asked.forEach(
          result -> {
            waiting.removeIf(request -> request.entry().name().equals(result.gateName()));
            if (result.stops()) {
              failures.add("gate " + result.gateName() + ": " + said(result));
            }
          });
      if (level.stopOnFailure() && !failures.isEmpty()) {
        break;
      }
    }
    return String.join("; ", failures);
  }

  private static String said(GateResult result) {
    return result.message().isEmpty() ? result.result().name() : result.message();
  }

  private List<GateRequest> requests(Scope scope, int number, LevelDefinition level) {
    Run run = scope.run();
    GateContext context =
        new GateContext(
            run.job(),
            run.id(),
            "",
            number,
            scope.checkout(),
            run.commit(),
            changedPaths(run),
            Map.of());
    Map<String, String> values =
        Map.of(
            "branch", run.branch(),
            "repository", run.repository(),
            "event", run.trigger().event(),
            "home_id", home.id()); // in its environment: the next daemon ends what a kill leaves
    Path file =
        home.path().resolve("logs/gates").resolve(run.id()).resolve("level-" + number + ".log");
    return level.gates().stream()
        .map(
            entry ->
                new GateRequest(
                    context,
                    entry,
                    run.options().gateConfig().getOrDefault(entry.name(), Map.of()),
                    values,
                    file,
                    scope.deadline()))
        .toList();
  }

  private List<String> changedPaths(Run run) {
    return run.eventSeq() == 0
        ? List.of()
        : log.find(run.trigger().event())
            .filter(GitEvent.class::isInstance)
            .map(event -> ((GitEvent) event).changedPaths())
            .orElse(List.of());
  }

  private void write(Scope scope, int number, GateResult result, Journal journal) {
    Run run = scope.run();
    journal.add(
        tx ->
            log.append(
                tx,
                run.repository(),
                h ->
                    new GateChecked(
                        h,
                        run.id(),
                        run.job(),
                        result.gateName(),
                        result.result(),
                        number,
                        "",
                        result.required(),
                        result.duration())));
    journal.flush();
  }
}
