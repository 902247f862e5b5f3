package dev.patchbay.itest.torture;

import dev.patchbay.itest.Git;
import dev.patchbay.itest.torture.Evidence.Logged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was pushed to one repository, against the Git events of it. */
record RefCheck(String repository, Git git, Evidence evidence, Findings findings) {
  private static final String MAIN = "refs/heads/main";

  /**
   * Checks the chain of events of each ref.
   *
   * @param exact whether each push must be an event, or may have merged with the ones after it
   */
  void check(List<Book.Pushed> pushes, String first, Map<String, String> refs, boolean exact) {
    Map<String, String> actual = new HashMap<>();
    for (String line :
        git.run("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags")
            .lines()
            .toList()) {
      actual.put(line.split(" ")[0], line.split(" ")[1]);
    }
    findings.that(actual.equals(refs), "%s has %s, pushed was %s", repository, actual, refs);
    Map<String, List<Logged>> events = new HashMap<>();
    evidence.events().stream()
        .filter(event -> event.repository().equals(repository) && event.is("event:detected"))
        .forEach(e -> events.computeIfAbsent(e.text("ref"), any -> new ArrayList<>()).add(e));
    Map<String, List<Book.Pushed>> pushed = new HashMap<>();
    pushes.forEach(p -> pushed.computeIfAbsent(p.ref(), any -> new ArrayList<>()).add(p));
    events.keySet().stream()
        .filter(ref -> !pushed.containsKey(ref))
        .forEach(ref -> findings.that(false, "%s: an event of %s", repository, ref));
    pushed.forEach(
        (ref, changes) -> {
          List<Logged> told = events.getOrDefault(ref, List.of());
          if (exact) {
            exact(ref, changes, told);
          }
          chain(ref, ref.equals(MAIN) ? first : "", changes, told);
        });
  }

  private void exact(String ref, List<Book.Pushed> changes, List<Logged> told) {
    List<String> expected = changes.stream().map(p -> arrow(p.from(), p.to())).toList();
    List<String> actual =
        told.stream().map(event -> arrow(event.text("from"), event.text("to"))).toList();
    boolean tag = ref.startsWith("refs/tags/"); // an annotated one tells its commit
    findings.that(
        tag ? expected.size() == actual.size() : expected.equals(actual),
        "%s %s: pushed was %s, events are %s",
        repository,
        ref,
        expected,
        actual);
  }

  private void chain(String ref, String first, List<Book.Pushed> changes, List<Logged> told) {
    if (ref.startsWith("refs/tags/")) {
      boolean gone = changes.getLast().to().isEmpty();
      findings.that(gone || told.size() == 1, "%s %s: events %s", repository, ref, told);
      return;
    }
    List<String> values = new ArrayList<>(changes.stream().map(Book.Pushed::to).toList());
    String current = first;
    int at = -1;
    for (Logged event : told) {
      boolean link = event.text("from").equals(current);
      findings.that(link, "%s %s: %s does not follow %s", repository, ref, event, current);
      current = event.type().equals("branch_delete") ? "" : event.text("to");
      int next = values.subList(at + 1, values.size()).indexOf(current);
      findings.that(next >= 0, "%s %s: %s was not pushed then", repository, ref, current);
      at += Math.max(0, next + 1);
    }
    String end = changes.getLast().to();
    findings.that(
        current.equals(end),
        "%s %s: it is '%s', the events end with '%s'",
        repository,
        ref,
        end,
        current);
  }

  private static String arrow(String from, String to) {
    return abbreviated(from) + "->" + abbreviated(to);
  }

  private static String abbreviated(String id) {
    return id.isEmpty() ? "" : id.substring(0, 8);
  }
}
