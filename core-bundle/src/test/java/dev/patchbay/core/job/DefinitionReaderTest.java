package dev.patchbay.core.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

public final class DefinitionReaderTest {
  private static Definition read(String text) {
    return DefinitionReader.read("verify", "verify.yaml", text.getBytes(UTF_8));
  }

  private static JobDefinition job(String text) {
    Definition read = read(text);
    assertThat(read).as(String.valueOf(read)).isInstanceOf(JobDefinition.class);
    return (JobDefinition) read;
  }

  private static List<String> problems(String text) {
    Definition read = read(text);
    assertThat(read).isInstanceOf(BrokenDefinition.class);
    return ((BrokenDefinition) read).error().lines().toList();
  }

  @Test
  public void runIsShortForOneLevelWithOneTask() {
    JobDefinition job =
        job("run: 'sh -c \"a b\" {branch}'\nartifacts: ['target/*.jar']\ngates: [x]\n");
    assertThat(job.levels()).hasSize(1);
    LevelDefinition level = job.levels().get(0);
    assertThat(level.gates()).extracting(GateEntry::name).containsExactly("x");
    assertThat(level.tasks()).hasSize(1);
    TaskDefinition task = level.tasks().get(0);
    assertThat(task.id()).isEqualTo("run");
    assertThat(task.run()).containsExactly("sh", "-c", "a b", "{branch}");
    assertThat(task.artifacts()).containsExactly("target/*.jar");
  }

  @Test
  public void whatIsNotWrittenHasItsDefault() {
    JobDefinition job = job("run: [make]");
    assertThat(job.settings())
        .isEqualTo(
            new JobSettings(
                false,
                5,
                Map.of(),
                "",
                Duration.ofHours(1),
                Runtime.getRuntime().availableProcessors(),
                0,
                "",
                JobSettings.Workspace.SHARED,
                false,
                Set.of(),
                JobSettings.Concurrency.QUEUE,
                JobSettings.Misfire.ONCE));
    assertThat(job.about()).isEqualTo(new JobDefinition.About("", List.of(), "", ""));
    assertThat(job.condition()).isEmpty();
    TaskDefinition task = job.levels().get(0).tasks().get(0);
    assertThat(task.timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(task.attempts()).isEqualTo(2);
    assertThat(task.verification()).isEmpty();
    assertThat(job.version()).matches("[0-9a-f]{64}").isNotEqualTo(job("run: [make ]").version());
    assertThat(job.text()).isEqualTo("run: [make]");
  }

  @Test
  public void everyFieldIsRead() {
    JobDefinition job =
        job(
            """
            description: Build and verify main
            tags: [ci, main]
            version: 1.2
            author: Ada
            on: { pushTo: main }
            critical: true
            priority: 9
            env: { A: job, B: 1, NODE_ENV: production }
            cwd: sub/./dir
            timeout: 10m
            parallel: 3
            retries: 5
            launcher: mock
            workspace: none
            keepFailed: true
            secretPayload: [password]
            concurrency: cancel-running
            levels:
              - name: build it
                parallel: 2
                tasks:
                  - { id: compile, run: 'mvn -q', timeout: 5, env: { A: task }, cwd: x, retry: true }
                  - run: [./x, 'a b']
                    artifacts: ['target/*.jar', '**/*.log']
                    verification: { command: ./check, timeout: 1m }
                    attempts: 4
                gates: [ scan, { name: sonar, required: true, timeout: 9s, config: { projectKey: app, n: 1 } } ]
              - tasks: [ { run: ./deploy, verification: ./check it } ]
                launcher: kubernetes
                onError: rollback
                stopOnFailure: false
                rollback: [ { run: ./undo } ]
              - gates: [ { name: sonar, required: false } ]
            """);
    assertThat(job.about())
        .isEqualTo(
            new JobDefinition.About("Build and verify main", List.of("ci", "main"), "1.2", "Ada"));
    assertThat(job.settings())
        .isEqualTo(
            new JobSettings(
                true,
                9,
                Map.of("A", "job", "B", "1", "NODE_ENV", "production"),
                "sub/dir",
                Duration.ofMinutes(10),
                3,
                5,
                "mock",
                JobSettings.Workspace.NONE,
                true,
                Set.of("password"),
                JobSettings.Concurrency.CANCEL_RUNNING,
                JobSettings.Misfire.ONCE));
    assertThat(job.levels().get(0))
        .isEqualTo(
            new LevelDefinition(
                "build it",
                List.of(
                    new TaskDefinition(
                        "compile",
                        List.of("mvn", "-q"),
                        Map.of("A", "task", "B", "1", "NODE_ENV", "production"),
                        "x",
                        Duration.ofSeconds(5),
                        true,
                        List.of(),
                        Optional.empty(),
                        2,
                        22),
                    new TaskDefinition(
                        "build-it-2",
                        List.of("./x", "a b"),
                        job.settings().env(),
                        "sub/dir",
                        Duration.ofMinutes(10),
                        false,
                        List.of("target/*.jar", "**/*.log"),
                        Optional.of(
                            new TaskDefinition.Verification(
                                List.of("./check"), Duration.ofMinutes(1))),
                        4,
                        23)),
                List.of(
                    new GateEntry("scan", Optional.empty(), Map.of(), Optional.empty(), 27),
                    new GateEntry(
                        "sonar",
                        Optional.of(true),
                        Map.of("projectKey", "app", "n", 1L),
                        Optional.of(Duration.ofSeconds(9)),
                        27)),
                "mock",
                2,
                LevelDefinition.OnError.FAIL,
                List.of(),
                true));
    LevelDefinition second = job.levels().get(1);
    assertThat(second.name()).isEqualTo("level-2");
    assertThat(second.launcher()).isEqualTo("kubernetes");
    assertThat(second.parallel()).isEqualTo(3);
    assertThat(second.onError()).isEqualTo(LevelDefinition.OnError.ROLLBACK);
    assertThat(second.stopOnFailure()).isFalse();
    assertThat(second.rollback())
        .extracting(TaskDefinition::id)
        .containsExactly("level-2-rollback-1");
    assertThat(second.tasks().get(0).verification().orElseThrow().command())
        .containsExactly("./check", "it");
    assertThat(job.levels().get(2).tasks()).isEmpty();
  }

  @Test
  public void allProblemsAreReportedTogetherWithTheirLines() {
    assertThat(
            problems(
                """
                descripton: x
                tags: {a: b}
                critical: 1
                priority: 11
                env: { 'A=B': x, C: [y], D: '{brnch}' }
                cwd: ../x
                timeout: never
                parallel: 0
                retries: 6
                workspace: per-worker
                concurrency: wait
                misfire: once
                levels:
                  - name: a
                    tasks:
                      - { id: 'a/b', run: make }
                      - { id: t, run: 'make {brunch}' }
                      - { id: t, run: "make 'x" }
                      - { run: '' }
                      - { id: u, use: ai_provider.analyze_code, with: {} }
                      - { id: v }
                      - make
                    gates: [ x, x, { required: true }, [y] ]
                  - name: a
                    gates: [ { name: g, timeout: 2h, requird: true } ]
                    onError: explode
                  - { name: b }
                  - { name: c, gates: [g], onError: rollback }
                  - { name: d, gates: [g], rollback: [ { run: make, cwd: /abs, artifacts: ['../x', ''] } ] }
                  - { name: e, tasks: [ { run: make, verification: {}, attempts: 0 } ], color: red }
                """))
        .containsExactly(
            "verify.yaml:1: descripton: unknown key; did you mean 'description'?",
            "verify.yaml:2: tags: expected a text, found a mapping",
            "verify.yaml:3: critical: expected true or false, found '1'",
            "verify.yaml:4: priority: expected a whole number from 0 to 10, found '11'",
            "verify.yaml:5: env.A=B: expected the name of an environment variable",
            "verify.yaml:5: env.C: expected a text, found a list",
            "verify.yaml:5: env.D: unknown placeholder {brnch}; did you mean {branch}? For the text itself write {{brnch}}",
            "verify.yaml:6: cwd: expected a folder below the checkout, relative to it",
            "verify.yaml:7: timeout: expected a duration such as 500ms, 5s, 10m, 1h or 30d, found 'never'",
            "verify.yaml:8: parallel: expected a whole number from 1 to 1000, found '0'",
            "verify.yaml:9: retries: expected a whole number from 0 to 5, found '6'",
            "verify.yaml:10: workspace: 'per-worker' is not available in this version; use 'shared'",
            "verify.yaml:11: concurrency: expected one of queue, skip, cancel-running",
            "verify.yaml:12: misfire: schedules are not available in this version",
            "verify.yaml:16: levels[0].tasks[0].id: expected letters, digits, '.', '_' and '-', at most 100",
            "verify.yaml:17: levels[0].tasks[1].run: unknown placeholder {brunch}; did you mean {branch}? For the text itself write {{brunch}}",
            "verify.yaml:18: levels[0].tasks[2].id: the task 't' is there already, in line 17",
            "verify.yaml:18: levels[0].tasks[2].run: the quote ' at column 6 is not closed; close it or escape it with \\",
            "verify.yaml:19: levels[0].tasks[3].run: the command is empty: name a program to run",
            "verify.yaml:20: levels[0].tasks[4].use: calls of integrations are not available in this version; use 'run'",
            "verify.yaml:21: levels[0].tasks[5]: 'run' is missing",
            "verify.yaml:22: levels[0].tasks[6]: expected a mapping, found 'make'",
            "verify.yaml:23: levels[0].gates[1]: the gate 'x' is listed twice",
            "verify.yaml:23: levels[0].gates[2]: 'name' is missing",
            "verify.yaml:23: levels[0].gates[3]: expected a gate's name, or a mapping with 'name'",
            "verify.yaml:24: levels[1].name: there are two levels of this name",
            "verify.yaml:25: levels[1].gates[0].timeout: expected a duration from 1s to 1h, found '2h'",
            "verify.yaml:25: levels[1].gates[0].requird: unknown key; did you mean 'required'?",
            "verify.yaml:26: levels[1].onError: expected one of fail, continue, retry, rollback",
            "verify.yaml:27: levels[2].tasks: a level needs tasks or gates",
            "verify.yaml:28: levels[3].onError: 'rollback' needs the tasks of 'rollback:'",
            "verify.yaml:29: levels[4].rollback[0].cwd: expected a folder below the checkout, relative to it",
            "verify.yaml:29: levels[4].rollback[0].artifacts: expected patterns of files below the checkout",
            "verify.yaml:29: levels[4].rollback[0].artifacts: expected a pattern of 1 to 1000 characters",
            "verify.yaml:29: levels[4].rollback: these tasks run with 'onError: rollback' alone",
            "verify.yaml:30: levels[5].tasks[0].verification: 'command' is missing",
            "verify.yaml:30: levels[5].tasks[0].attempts: expected a whole number from 1 to 10, found '0'",
            "verify.yaml:30: levels[5].color: unknown key; known here: name, tasks, gates, launcher, parallel, onError, rollback, stopOnFailure");
  }

  @Test
  public void aJobNeedsACommand() {
    assertThat(problems("description: x"))
        .containsExactly(
            "verify.yaml:1: levels: a job needs a command: 'run', or 'levels' with tasks");
    assertThat(problems("levels: []")).singleElement().asString().contains("a job needs a command");
    assertThat(problems("run: a\nlevels: [{tasks: [{run: b}]}]"))
        .contains("verify.yaml:1: run: either 'run' or 'levels', not both");
    assertThat(problems("levels: make"))
        .containsExactly("verify.yaml:1: levels: expected a list, found 'make'");
    assertThat(problems("run: {a: b}")).first().asString().contains("run: expected");
    assertThat(problems("run: make\nuse: x"))
        .singleElement()
        .asString()
        .contains("use: unknown key");
  }

  @Test
  public void variablesOfTheEnvironmentAreNotReplaced() {
    assertThat(job("run: ['echo', '${HOME}']").levels().get(0).tasks().get(0).run())
        .containsExactly("echo", "${HOME}");
  }

  @Test
  public void brokenFilesAndNamesAreRefused() {
    assertThat(problems("a: [")).singleElement().asString().startsWith("verify.yaml:");
    for (String id : List.of("", ".x", "-x", "a b", "x".repeat(101), "a/b", "ä")) {
      assertThat(DefinitionReader.read(id, "f.yaml", "run: x".getBytes(UTF_8)))
          .as(id)
          .isInstanceOf(BrokenDefinition.class);
    }
  }
}
