package dev.patchbay.itest.torture;

import dev.patchbay.itest.torture.Evidence.Logged;
import dev.patchbay.itest.torture.Evidence.Ran;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs: those that must be there are, once, and each did its steps in order, once. */
record RunCheck(Evidence evidence, Book book, Findings findings) {
  void check(List<String> effects) {
    Map<String, Ran> runs = evidence.runs().stream().collect(Collectors.toMap(Ran::id, run -> run));
    planned();
    acknowledged(runs);
    Map<String, List<Logged>> steps = new HashMap<>();
    evidence.events().stream()
        .filter(event -> !event.text("run").isEmpty())
        .forEach(e -> steps.computeIfAbsent(e.text("run"), any -> new ArrayList<>()).add(e));
    Set<String> done = new HashSet<>(effects);
    for (Ran run : evidence.runs()) {
      findings.that(run.ended() > 0, "%s has not ended", run);
      boolean cancelled = run.status().equals("cancelled") && book.askedToEnd().contains(run.id());
      findings.that(run.status().equals("succeeded") || cancelled, "%s", run);
      steps(run, steps.getOrDefault(run.id(), List.of()), done);
    }
    effects.forEach(
        line -> findings.that(runs.containsKey(line.split(" ")[0]), "unknown effect " + line));
    evidence.locks().forEach(lock -> findings.that(false, "a lock is left: " + lock));
  }

  /** One run for each job that an event asks for, and no other. */
  private void planned() {
    Map<String, Integer> actual = new HashMap<>();
    evidence.runs().stream()
        .filter(run -> !run.kind().equals("manual"))
        .forEach(run -> actual.merge(run.repository() + run.job() + run.event(), 1, Integer::sum));
    Map<String, Integer> processed = new HashMap<>();
    evidence.events().stream()
        .filter(event -> event.is("event:processed"))
        .forEach(event -> processed.merge(event.text("event"), 1, Integer::sum));
    for (Logged event : evidence.events()) {
      if (event.is("event:detected")) {
        List<String> jobs = jobs(event);
        for (String job : jobs) {
          Integer count = actual.remove(event.repository() + job + event.id());
          findings.that(count != null && count == 1, "%s runs %s: %s", event, job, count);
        }
        int times = processed.getOrDefault(event.id(), 0);
        findings.that(
            jobs.isEmpty() ? times <= 1 : times == 1, "%s was processed %d times", event, times);
      }
    }
    findings.that(actual.isEmpty(), "runs that nothing asked for: %s", actual);
  }

  private static List<String> jobs(Logged event) {
    return switch (event.type()) {
      case "push", "merge", "branch" ->
          event.text("ref").equals("refs/heads/main") ? List.of("each", "levels") : List.of("each");
      case "tag" -> List.of("tagged");
      default -> List.of();
    };
  }

  private void acknowledged(Map<String, Ran> runs) {
    for (String id : book.submitted()) {
      findings.that(runs.containsKey(id), "run %s was printed and is lost", id);
    }
    book.ended()
        .forEach(
            (id, status) -> {
              Ran run = runs.get(id);
              findings.that(
                  run != null && run.status().equals(status),
                  "%s was shown as %s and is %s",
                  id,
                  status,
                  run);
            });
    book.cancelled()
        .forEach(
            (id, when) -> {
              Ran run = runs.get(id);
              findings.that(
                  run != null
                      && (run.status().equals("cancelled")
                          || run.ended() <= when.toEpochMilli() + 1_000),
                  "cancelled was %s, at %d: %s",
                  id,
                  when.toEpochMilli(),
                  run);
            });
  }

  private void steps(Ran run, List<Logged> steps, Set<String> effects) {
    Map<String, Integer> count = new HashMap<>();
    Set<String> over = new HashSet<>();
    long last = 0;
    for (Logged step : steps) {
      String level = "level " + step.text("level");
      String task = "task " + step.text("taskId");
      count.merge(step.name(), 1, Integer::sum);
      switch (step.name()) {
        case "level:start" ->
            findings.that(!over.contains(level), "%s begins again: %s", level, run);
        case "level:complete" ->
            findings.that(over.add(level), "%s completes again: %s", level, run);
        case "task:start" ->
            findings.that(
                !over.contains(task) && !over.contains(level), "%s begins again: %s", task, run);
        case "task:complete" -> {
          if (step.body().path("success").asBoolean()) {
            findings.that(over.add(task), "%s completes again: %s", task, run);
            findings.that(
                effects.contains(run.id() + " " + step.text("taskId")),
                "%s of %s is said to be done, and was not",
                task,
                run);
          }
        }
        case "job:after" -> last = step.seq();
        case "receipt:write" ->
            findings.that(last > 0, "its receipt is written before it ended: %s", run);
        default -> {}
      }
    }
    boolean begun = run.started() > 0;
    findings.that(count.getOrDefault("job:after", 0) == 1, "%s ended in %s", run, count);
    findings.that(count.getOrDefault("receipt:write", 0) == 1, "%s was noted in %s", run, count);
    findings.that(
        count.getOrDefault("job:before", 0) == (begun ? 1 : 0), "%s began in %s", run, count);
    boolean all = run.status().equals("succeeded");
    int tasks = run.job().equals("levels") ? 3 : 1;
    findings.that(
        !all || over.stream().filter(o -> o.startsWith("task")).count() == tasks,
        "%s succeeded with %s",
        run,
        over);
  }
}
