package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.JobSucceeded;
import dev.patchbay.api.event.LevelCompleted;
import dev.patchbay.api.event.RunStarted;
import dev.patchbay.api.event.TaskCompleted;
import dev.patchbay.api.event.TaskStarted;
import dev.patchbay.api.event.WorkerExited;
import dev.patchbay.api.event.WorkerSpawned;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Levels, parallel tasks, retries, and what follows a failure. */
public class LevelsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private RunsFixture fixture;

  @Before
  public void begin() {
    fixture = new RunsFixture(folder.getRoot().toPath()).start();
  }

  @After
  public void end() {
    fixture.close();
  }

  private RunStatus run(String yaml) {
    fixture.job("levels", "workspace: none\n" + yaml);
    return fixture.submit("levels", Map.of());
  }

  @Test
  public void tasksOfALevelRunAtTheSameTime() {
    String meet = "touch {task_id}; until test -e a -a -e b; do sleep 0.02; done";
    RunStatus status =
        run(
            """
            parallel: 2
            timeout: 20s
            levels:
              - name: meet
                tasks:
                  - { id: a, run: [ sh, -c, '%s' ] }
                  - { id: b, run: [ sh, -c, '%s' ] }
            """
                .formatted(meet, meet));
    assertThat(status).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  public void whatAGateWasToldByHandIsNotInTheEventsWhenItMayBeASecret() {
    fixture.job(
        "judged",
        """
        workspace: none
        levels:
          - { tasks: [ { run: 'true' } ], gates: [ { name: absent, required: false } ] }
        """);
    RunOptions told = new RunOptions("", Map.of("absent", Map.of("token", "s3cret")));
    fixture.ended(fixture.runs.submit(new Submission("judged", "", "", Map.of(), told)));
    assertThat(fixture.one(RunStarted.class).config().toString())
        .contains("absent", "token", "***")
        .doesNotContain("s3cret");
  }

  @Test
  public void noMoreTasksRunAtATimeThanTheLevelAllows() {
    String alone = "mkdir lock && sleep 0.05 && rmdir lock";
    RunStatus status =
        run(
            """
            parallel: 1
            levels:
              - name: alone
                tasks:
                  - { id: a, run: [ sh, -c, '%s' ] }
                  - { id: b, run: [ sh, -c, '%s' ] }
                  - { id: c, run: [ sh, -c, '%s' ] }
            """
                .formatted(alone, alone, alone));
    assertThat(status).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(fixture.of(TaskCompleted.class)).hasSize(3);
  }

  @Test
  public void aTaskThatSaysSoIsRetriedByAnotherWorker() {
    RunStatus status =
        run(
            """
            retries: 2
            levels:
              - name: one
                tasks: [ { id: flaky, retry: true, run: [ sh, -c, 'echo x >> tries; test $(wc -l < tries) = 3' ] } ]
            """);
    assertThat(status).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(fixture.of(WorkerSpawned.class))
        .extracting(WorkerSpawned::workerId)
        .hasSize(3)
        .doesNotHaveDuplicates();
    assertThat(fixture.one(TaskCompleted.class).success()).isTrue();
  }

  @Test
  public void anOrdinaryFailureIsNotRetried() {
    assertThat(run("retries: 2\nrun: 'false'\n")).isEqualTo(RunStatus.FAILED);
    assertThat(fixture.of(WorkerSpawned.class)).hasSize(1);
  }

  @Test
  public void aVerificationSendsItsWorkBackOnce() {
    RunStatus status =
        run(
            """
            levels:
              - name: one
                tasks:
                  - id: work
                    run: [ sh, -c, 'echo x >> tries; cat "$PATCHBAY_FEEDBACK_FILE" 2>/dev/null || true' ]
                    verification: { command: [ sh, -c, 'echo do better; test $(wc -l < tries) = 2 || exit 2' ] }
            """);
    assertThat(status).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(fixture.of(WorkerSpawned.class)).hasSize(2);
    String run = fixture.one(JobSucceeded.class).run();
    assertThat(fixture.log(run, "work")).contains("do better");
  }

  @Test
  public void aFailedVerificationFailsItsTask() {
    RunStatus status =
        run(
            """
            levels:
              - { name: one, tasks: [ { id: work, run: 'true', verification: { command: 'false' } } ] }
            """);
    assertThat(status).isEqualTo(RunStatus.FAILED);
    assertThat(fixture.one(JobFailed.class).error().message()).contains("work", "verification");
  }

  @Test
  public void aWorkerWhoseVerificationCannotBeStartedHasEndedToo() {
    RunStatus status =
        run(
            """
            levels:
              - { name: one, tasks: [ { id: work, run: 'true', verification: { command: no-such-program } } ] }
            """);
    assertThat(status).isEqualTo(RunStatus.FAILED);
    assertThat(fixture.one(WorkerExited.class).workerId())
        .isEqualTo(fixture.one(WorkerSpawned.class).workerId());
    assertThat(fixture.one(TaskCompleted.class).exitCode()).isZero();
  }

  @Test
  public void aRunGoesOnAfterALevelWhoseFailureDoesNotMatter() {
    RunStatus status =
        run(
            """
            levels:
              - { name: lint, onError: continue, tasks: [ { id: lint, run: 'false' } ] }
              - { name: build, tasks: [ { id: build, run: 'true' } ] }
            """);
    assertThat(status).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(fixture.of(LevelCompleted.class))
        .extracting(LevelCompleted::ok)
        .containsExactly(false, true);
  }

  @Test
  public void aLevelIsDoneOnceMoreWhereItSaysSo() {
    RunStatus status =
        run(
            """
            levels:
              - name: one
                onError: retry
                tasks:
                  - { id: flaky, run: [ sh, -c, 'test -e second || { touch second; exit 1; }' ] }
            """);
    assertThat(status).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(fixture.of(TaskStarted.class)).hasSize(2);
  }

  @Test
  public void aFailedLevelIsRolledBackByItsOwnTasks() {
    RunStatus status =
        run(
            """
            levels:
              - name: deploy
                onError: rollback
                tasks: [ { id: deploy, run: 'false' } ]
                rollback: [ { id: undo, run: 'true' } ]
            """);
    assertThat(status).isEqualTo(RunStatus.FAILED);
    assertThat(fixture.of(TaskCompleted.class))
        .extracting(TaskCompleted::taskId)
        .containsExactly("deploy", "undo");
  }

  @Test
  public void aGateHasNoMoreTimeThanItsRun() throws Exception {
    String yaml = "gates: [ { name: slow, command: 'sleep 66', required: true } ]\n";
    try (RunsFixture slow = new RunsFixture(folder.newFolder().toPath(), yaml).start()) {
      slow.job(
          "short",
          """
          workspace: none
          timeout: 2s
          levels: [ { name: one, tasks: [ { id: work, run: 'true' } ], gates: [ slow ] } ]
          """);
      assertThat(slow.submit("short", Map.of())).isEqualTo(RunStatus.FAILED);
    }
  }

  @Test
  public void mockRunsNothingAndSucceeds() {
    assertThat(run("launcher: mock\nrun: 'false'\n")).isEqualTo(RunStatus.SUCCEEDED);
  }
}
