package dev.patchbay.core.job;

import static dev.patchbay.core.job.GitEvents.branch;
import static dev.patchbay.core.job.GitEvents.branchGone;
import static dev.patchbay.core.job.GitEvents.merge;
import static dev.patchbay.core.job.GitEvents.push;
import static dev.patchbay.core.job.GitEvents.pushOf;
import static dev.patchbay.core.job.GitEvents.tag;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.GitEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

public final class ConditionTest {
  private static JobDefinition job(String on) {
    String text = "run: make\non: " + on + "\n";
    Definition read = DefinitionReader.read("job", "job.yaml", text.getBytes(UTF_8));
    assertThat(read).as(String.valueOf(read)).isInstanceOf(JobDefinition.class);
    return (JobDefinition) read;
  }

  private static void yes(String on, GitEvent... events) {
    for (GitEvent event : events) {
      assertThat(job(on).matches(event)).as("%s on %s", on, event).isTrue();
    }
  }

  private static void no(String on, GitEvent... events) {
    for (GitEvent event : events) {
      assertThat(job(on).matches(event)).as("%s on %s", on, event).isFalse();
    }
  }

  private static String problem(String on) {
    byte[] text = ("run: make\non: " + on + "\n").getBytes(UTF_8);
    return ((BrokenDefinition) DefinitionReader.read("job", "job.yaml", text)).error();
  }

  @Test
  public void aJobWithoutConditionsRunsByHandAlone() {
    no("{}", push("main"), branch("main"), tag("v1"));
    no("", push("main"));
    assertThat(job("{}").explain(push("main"))).contains("by hand");
  }

  @Test
  public void branchesAreMatchedByTheKindOfTheirChange() {
    yes("{pushTo: main}", push("main"), merge("main"), branch("main"));
    no("{pushTo: main}", push("maint"), branchGone("main"), tag("main"));
    yes("{pushTo: [main, 'release/**']}", push("release/1/0"), push("main"));
    yes("{mergeTo: main}", merge("main"));
    no("{mergeTo: main}", push("main"), merge("dev"));
    yes("{mergeFrom: 'feature/*'}", merge("main"));
    no("{mergeFrom: 'fix/*'}", merge("main"), push("main"));
    yes("{branchCreate: 'x/*'}", branch("x/y"));
    no("{branchCreate: 'x/*'}", push("x/y"), branchGone("x/y"));
    yes("{branchDelete: '**'}", branchGone("a/b"));
    no("{branchDelete: '**'}", branch("a/b"), push("a/b"));
  }

  @Test
  public void tagsAreMatchedByNameBeginningEndAndForm() {
    yes("{tagCreate: 'v*'}", tag("v1"));
    no("{tagCreate: 'v*'}", tag("x1"), push("v1"));
    yes("{tagPrefix: [r-, v]}", tag("v1"), tag("r-1"));
    no("{tagPrefix: v}", tag("1v"), push("v"));
    yes("{tagSuffix: -rc}", tag("v1-rc"));
    no("{tagSuffix: -rc}", tag("v1"));
    yes("{semverTag: true}", tag("v1.2.3"), tag("1.2.3-rc.1+x"), tag("0.0.0"));
    no("{semverTag: true}", tag("v1.2"), tag("01.2.3"), tag("x1.2.3"), tag("1.2.3."), push("main"));
    yes("{semverTag: false}", tag("nightly"));
    no("{semverTag: false}", tag("1.0.0"), push("main"));
  }

  @Test
  public void pathsAreMatchedByWhatHappenedToThem() {
    GitEvent event = push("main", "src/added.java", "doc/modified.md", "old/deleted.c");
    yes("{pathChanged: ['src/**', 'nope']}", event);
    no("{pathChanged: 'test/**'}", event, push("main"));
    yes("{pathAdded: '**/*.java'}", event);
    no("{pathAdded: '**/*.md'}", event);
    yes("{pathModified: 'doc/*'}", event);
    no("{pathModified: 'old/*'}", event);
    yes("{pathDeleted: '**/deleted.?'}", event);
    no("{pathDeleted: 'src/**'}", event);
  }

  @Test
  public void anyPushedCommitMayMatch() {
    GitEvent event = pushOf("Add a thing", "fix(parser)!: mend it\n\nCloses #12", "Last (#7)");
    yes("{message: 'Closes #[0-9]+$'}", event);
    yes("{message: [nope, '^Add']}", event);
    no("{message: '^closes'}", event, branchGone("main"));
    yes("{authorEmail: '@example\\.com$'}", event);
    no("{authorEmail: '@example\\.org$'}", event);
    yes("{authorName: '^Ada'}", event);
    yes("{pullRequest: true}", event, pushOf("Merge pull request #3 from a/b"));
    no("{pullRequest: true}", pushOf("About (#7) things"), pushOf("x\n\n(#7)"));
    yes("{pullRequest: false}", pushOf("plain"));
    yes("{commitType: [feat, fix]}", event);
    no("{commitType: feat}", event, pushOf("fixture: x: y"), pushOf("feat"));
    yes("{commitScope: parser}", event);
    no("{commitScope: lexer}", event);
    no("{signed: true}", event);
    yes("{signed: false}", event);
  }

  @Test
  public void predicatesAreJoined() {
    yes("{pushTo: main, pathChanged: 'src/**'}", push("main", "src/a"));
    no("{pushTo: main, pathChanged: 'src/**'}", push("main", "a"), push("dev", "src/a"));
    yes("{any: [{pushTo: main}, {tagCreate: '*'}]}", push("main"), tag("x"));
    no("{any: [{pushTo: main}, {tagCreate: '*'}]}", push("dev"));
    yes("{all: [{pushTo: '**'}, {not: {pushTo: main}}]}", push("dev"));
    no("{all: [{pushTo: '**'}, {not: {pushTo: main}}]}", push("main"));
    yes("{not: {pushTo: main, pathChanged: x}}", push("main", "y"), tag("v1"));
    no("{not: {pushTo: main, pathChanged: x}}", push("main", "x"));
  }

  @Test
  public void theExplanationSaysWhichPredicateAndWhy() {
    String on = "{pushTo: [main, 'r/*'], any: [{pathChanged: 'src/**'}, {message: x}]}";
    assertThat(job(on).explain(push("dev", "a", "src/b")))
        .isEqualTo(
            """
            no: all of
              no: pushTo [main, r/*]: the pushed branch is 'dev'
              yes: any of
                yes: pathChanged [src/**]: changed 'src/b'
                no: message [x]: no pushed commit matches""");
    assertThat(job("{mergeTo: main}").explain(push("main")))
        .isEqualTo("no: mergeTo [main]: a push is no branch merged into");
  }

  @Test
  public void everyMistakeIsNamed() {
    assertThat(problem("{pushedTo: main}"))
        .isEqualTo("job.yaml:2: on.pushedTo: unknown predicate; did you mean 'pushTo'?");
    assertThat(problem("{xyz: main}")).contains("unknown predicate; known are pushTo, mergeTo");
    assertThat(problem("{any: [{pushto: main}]}"))
        .isEqualTo("job.yaml:2: on.any[0].pushto: unknown predicate; did you mean 'pushTo'?");
    assertThat(problem("{pushTo: []}")).contains("on.pushTo: nothing to match");
    assertThat(problem("{pushTo: {a: b}}")).contains("on.pushTo: expected a text");
    assertThat(problem("{signed: maybe}")).contains("on.signed: expected true or false");
    assertThat(problem("{message: '('}")).contains("on.message: not a regular expression");
    assertThat(problem("{any: []}")).contains("on.any: expected a list of predicates");
    assertThat(problem("{any: {pushTo: a}}")).contains("on.any: expected a list");
    assertThat(problem("{not: [{pushTo: a}]}")).contains("on.not: expected a mapping");
    assertThat(problem("{not: {}}")).contains("on.not: expected a mapping of predicates");
    assertThat(problem("{all: [{}]}")).contains("on.all: expected a mapping of predicates");
    assertThat(problem("{cron: '0 2 * * *', zone: UTC}"))
        .contains("on.cron: schedules are not available in this version");
    assertThat(problem("main")).contains("on: expected a mapping, found a single value or a list");
  }

  @Test(timeout = 60_000)
  public void aHostileExpressionOverManyCommitsEndsAndSaysSo() {
    List<String> messages = new ArrayList<>(Collections.nCopies(2000, "x".repeat(5000)));
    GitEvent event = pushOf(messages.toArray(String[]::new));
    String explained = job("{message: '(x{0,40}){0,40}y'}").explain(event);
    assertThat(explained)
        .isEqualTo("no: message [(x{0,40}){0,40}y]: given up: it costs too much on this event");
  }

  @Test
  public void oneCostlyExpressionLeavesSomethingForTheOthers() {
    Facts facts = Facts.of(pushOf("x".repeat(60_000), "find me"));
    assertThat(job("{message: '(x{0,40}){0,40}y'}").explain(facts)).contains("given up");
    assertThat(job("{message: 'find me'}").matches(facts)).isTrue();
  }

  @Test(timeout = 60_000)
  public void hostileGlobsOverManyPathsEnd() {
    String glob = "**a*".repeat(240);
    String[] paths = new String[400];
    Arrays.setAll(paths, i -> "a/".repeat(2000) + i);
    assertThat(job("{pathChanged: '" + glob + "'}").explain(push("main", paths)))
        .endsWith("given up: it costs too much on this event");
  }

  @Test
  public void hostileSubjectsAreNotShownRaw() {
    assertThat(job("{message: x}").explain(pushOf("x\u001b[31m" + "y".repeat(500))))
        .doesNotContain("\u001b")
        .hasSizeLessThan(200);
  }
}
