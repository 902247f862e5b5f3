package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.GitEventProcessed;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.JobStarting;
import dev.patchbay.api.event.JobSucceeded;
import dev.patchbay.api.event.TaskCompleted;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.core.log.Cursors;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RunsTest {
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

  @Test
  public void aPushRunsItsJobAndTellsItInOrder() {
    fixture.job("verify", "on: { pushTo: main }\nrun: 'echo hello from {branch}'\n");
    GitEventProcessed done = fixture.processed();
    assertThat(done.success()).isTrue();
    assertThat(done.jobs())
        .extracting("job", "status")
        .containsExactly(tuple("verify", "succeeded"));
    assertThat(fixture.names())
        .filteredOn(name -> !name.equals("receipt:write"))
        .containsExactly(
            "event:detected",
            "lock:acquire",
            "job:before",
            "run:start",
            "level:start",
            "task:start",
            "worker:spawn",
            "worker:exit",
            "task:complete",
            "level:complete",
            "run:finish",
            "job:after",
            "lock:release",
            "event:processed");
    JobSucceeded job = fixture.one(JobSucceeded.class);
    assertThat(fixture.log(job.run(), fixture.one(TaskCompleted.class).taskId()))
        .isEqualTo("hello from main\n");
    assertThat(job.context().trigger().kind()).isEqualTo("push");
    assertThat(fixture.receipts()).extracting(Receipt::status).containsExactly("succeeded");
    await().until(() -> Files.notExists(fixture.home.resolve("work").resolve(job.run())));
  }

  @Test
  public void anEventThatStartsNothingIsProcessedToo() {
    fixture.job("verify", "on: { pushTo: other }\nrun: 'true'\n");
    GitEventProcessed done = fixture.processed();
    assertThat(done.jobs()).isEmpty();
    assertThat(done.success()).isTrue();
    assertThat(fixture.receipts()).isEmpty();
  }

  @Test
  public void tasksSeeTheCommitsFilesAndTheirEnvironment() {
    fixture.git.commit("hello.txt", "from the commit", "Add a file");
    fixture.job(
        "show",
        """
        on: { pushTo: main }
        env: { GREETING: 'hi-{branch}-{{x}}' }
        run: sh -c 'cat hello.txt; echo " $GREETING $PATCHBAY_JOB $PATCHBAY_LEVEL $PATCHBAY_COMMIT"'
        """);
    fixture.processed();
    JobSucceeded job = fixture.one(JobSucceeded.class);
    assertThat(fixture.log(job.run(), fixture.one(TaskCompleted.class).taskId()))
        .isEqualTo("from the commit hi-main-{x} show 1 " + job.context().head() + "\n");
  }

  @Test
  public void aFailingTaskFailsItsRunAndStopsTheLevelsAfterIt() {
    fixture.job(
        "verify",
        """
        on: { pushTo: main }
        levels:
          - { name: build, tasks: [ { id: bad, run: "sh -c 'echo broken; exit 3'" } ] }
          - { name: after, tasks: [ { id: never, run: 'true' } ] }
        """);
    GitEventProcessed done = fixture.processed();
    assertThat(done.success()).isFalse();
    JobFailed failed = fixture.one(JobFailed.class);
    assertThat(failed.error().message()).isEqualTo("task bad: exit code 3");
    assertThat(failed.error().detail()).contains("broken");
    assertThat(fixture.of(TaskCompleted.class))
        .extracting(TaskCompleted::taskId)
        .containsExactly("bad");
    assertThat(fixture.receipts()).extracting(Receipt::status).containsExactly("failed");
  }

  @Test
  public void theSameEventPlannedTwiceRunsOnce() throws Exception {
    fixture.job("verify", "on: { pushTo: main }\nrun: 'true'\n");
    fixture.processed();
    fixture.close();
    RunsFixture again = new RunsFixture(folder.getRoot().toPath());
    again.store.change(tx -> new Cursors(again.store).move(tx, "planner", 0));
    again.start();
    again.processed();
    assertThat(again.of(JobStarting.class)).hasSize(2);
    fixture = again;
  }

  @Test
  public void artifactsAndDataAreInTheResult() throws Exception {
    fixture.job(
        "build",
        """
        on: { pushTo: main }
        run: sh -c 'mkdir target; printf abc > target/app.jar; echo "{\\"n\\":[null,1]}" > "$PATCHBAY_OUTPUT"'
        artifacts: ['target/*.jar']
        """);
    fixture.processed();
    JobSucceeded job = fixture.one(JobSucceeded.class);
    String sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(job.result().artifacts())
        .extracting("path", "size", "sha256")
        .containsExactly(tuple("target/app.jar", 3L, sha256));
    assertThat(Files.readString(fixture.home.resolve("artifacts").resolve(sha256)))
        .isEqualTo("abc");
    assertThat(job.result().data().values()).containsExactly(Map.of("n", List.of(1)));
  }

  @Test
  public void anArtifactThatLeadsOutOfTheCheckoutIsRefused() {
    fixture.job(
        "build",
        """
        on: { pushTo: main }
        run: ln -s /etc/hostname stolen.jar
        artifacts: ['*.jar']
        """);
    fixture.processed();
    assertThat(fixture.one(JobFailed.class).error().message())
        .contains("stolen.jar", "leaves the checkout");
    assertThat(fixture.home.resolve("artifacts")).doesNotExist();
  }

  @Test
  public void aRunByHandKeepsItsSecretsFromTheStore() {
    fixture.job("deploy", "secretPayload: [pin]\nrun: 'true'\n");
    Map<String, Object> payload = Map.of("token", "hunter1", "pin", "hunter2", "stage", "test");
    assertThat(fixture.submit("deploy", payload)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(fixture.one(JobStarting.class).payload())
        .isEqualTo(Map.of("token", "***", "pin", "***", "stage", "test"));
    List<String> stored =
        fixture.store.read(tx -> tx.list("SELECT payload FROM run", row -> row.getString(1)));
    assertThat(stored).hasSize(1).noneMatch(text -> text.contains("hunter"));
  }

  @Test
  public void anUnknownJobNamesTheNearestOne() {
    fixture.job("deploy", "run: 'true'\n");
    assertThatThrownBy(() -> fixture.submit("deplyo", Map.of()))
        .isInstanceOf(SubmissionException.class)
        .hasMessageContaining("deplyo")
        .hasMessageContaining("'deploy'");
  }

  @Test
  public void anUnknownLauncherFailsTheTaskAndNothingElseIsTried() {
    fixture.job("verify", "launcher: subproces\nretries: 3\nrun: 'true'\n");
    assertThat(fixture.submit("verify", Map.of())).isEqualTo(RunStatus.FAILED);
    assertThat(fixture.one(JobFailed.class).error().message()).contains("subproces", "subprocess");
    assertThat(fixture.names()).doesNotContain("worker:spawn", "worker:exit");
  }

  @Test
  public void aTaskThatTakesTooLongIsEnded() {
    fixture.job("slow", "timeout: 500ms\nworkspace: none\nrun: 'sleep 60'\n");
    assertThat(fixture.submit("slow", Map.of())).isEqualTo(RunStatus.FAILED);
    assertThat(fixture.one(TaskCompleted.class).exitCode()).isEqualTo(124);
  }

  @Test
  public void gatesAreAskedWhenTheirLevelIsDone() {
    fixture.close();
    fixture =
        new RunsFixture(
                folder.getRoot().toPath(),
                """
                gates:
                  - { name: present, command: 'test -e built', required: true }
                  - { name: content, command: "sh -c 'echo no; exit 1'" }
                """)
            .start();
    fixture.job(
        "verify",
        """
        levels:
          - { name: build, tasks: [ { run: 'touch built' } ], gates: [ present, content ] }
          - { name: after, tasks: [ { run: 'rm built' } ], gates: [ present ] }
        """);
    assertThat(fixture.submit("verify", Map.of())).isEqualTo(RunStatus.FAILED);
    assertThat(fixture.names())
        .containsSubsequence("task:complete", "gate:check", "gate:check", "level:complete");
    assertThat(fixture.one(JobFailed.class).error().message()).contains("gate present");
    assertThat(fixture.receipts().get(0).line()).contains("\"gateName\":\"content\"");
  }

  @Test
  public void whatAJobSaysOfItselfIsInItsReceipt() {
    fixture.job("told", "description: Tells\ntags: [a]\nversion: '2'\nauthor: Ann\nrun: 'true'\n");
    assertThat(fixture.submit("told", Map.of())).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(fixture.receipts().get(0).json().get("metadata"))
        .isEqualTo(
            Map.of("tags", List.of("a"), "description", "Tells", "version", "2", "author", "Ann"));
  }

  @Test
  public void anOptionForAGateThatTheJobDoesNotHaveIsRefused() {
    fixture.job("gated", "run: 'true'\ngates: [ { name: scan, required: false } ]\n");
    RunOptions wrong = new RunOptions("", Map.of("scam", Map.of("level", 1)));
    assertThatThrownBy(() -> fixture.runs.submit(new Submission("gated", "", "", Map.of(), wrong)))
        .isInstanceOf(SubmissionException.class)
        .hasMessage("the job 'gated' has no gate 'scam'; did you mean 'scan'?");
  }
}
