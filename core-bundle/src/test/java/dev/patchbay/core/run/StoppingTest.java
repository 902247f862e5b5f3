package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.JobCancelled;
import dev.patchbay.api.event.LockAcquired;
import dev.patchbay.api.event.LockFailed;
import dev.patchbay.api.event.TaskCompleted;
import dev.patchbay.api.event.TaskStarted;
import dev.patchbay.api.event.WorkerExited;
import dev.patchbay.api.event.WorkerSpawned;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.api.query.RunFilter;
import dev.patchbay.api.query.RunInfo;
import dev.patchbay.core.log.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Cancelling, pausing, and what becomes of runs whose job is under way already. */
public class StoppingTest {
  private static final String SLOW = "workspace: none\nrun: 'sleep 61'\n";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private RunsFixture fixture;

  @Before
  public void begin() {
    fixture = new RunsFixture(folder.getRoot().toPath()).start();
  }

  @After
  public void end() {
    fixture.runs.cancel(running());
    fixture.close();
  }

  @Test
  public void aCancelledRunEndsItsWorkersAndLeavesAReceipt() {
    fixture.job("slow", SLOW);
    String run = submit("slow");
    awaitSpawned(1);
    assertThat(fixture.runs.cancel(run)).isTrue();
    assertThat(fixture.ended(run)).isEqualTo(RunStatus.CANCELLED);
    assertThat(ProcessHandle.allProcesses().map(ProcessHandle::info))
        .noneMatch(info -> info.commandLine().orElse("").endsWith("sleep 61"));
    assertThat(fixture.one(JobCancelled.class).error().message()).contains("by hand");
    assertThat(fixture.receipts()).extracting(Receipt::status).containsExactly("cancelled");
    assertThat(fixture.names()).containsSubsequence("run:finish", "job:after", "lock:release");
  }

  @Test
  public void aCancelledTaskHasTheExitCodeOfItsSignal() {
    fixture.job("slow", SLOW);
    String run = submit("slow");
    awaitSpawned(1);
    fixture.runs.cancel(run);
    assertThat(fixture.ended(run)).isEqualTo(RunStatus.CANCELLED);
    assertThat(fixture.one(TaskCompleted.class).exitCode()).isEqualTo(143);
    assertThat(fixture.one(WorkerExited.class).exitCode()).isEqualTo(143);
    assertThat(fixture.receipts().get(0).line()).contains("\"exitCode\":143");
  }

  @Test
  public void aTaskThatNeverRanHasNoExitCode() {
    fixture.job("absent", "workspace: none\nrun: no-such-program\n");
    assertThat(fixture.ended(submit("absent"))).isEqualTo(RunStatus.FAILED);
    assertThat(fixture.one(TaskCompleted.class).exitCode()).isEqualTo(-1);
    assertThat(new EventCodec().json(fixture.one(TaskCompleted.class)).has("exitCode")).isFalse();
    assertThat(fixture.receipts().get(0).line()).doesNotContain("exitCode");
  }

  @Test
  public void aQueuedRunThatIsCancelledNeverBegins() {
    fixture.job("slow", SLOW);
    submit("slow");
    awaitSpawned(1);
    String second = submit("slow");
    assertThat(fixture.runs.cancel(second)).isTrue();
    assertThat(fixture.ended(second)).isEqualTo(RunStatus.CANCELLED);
    assertThat(fixture.of(LockAcquired.class)).hasSize(1);
    assertThat(fixture.receipts()).extracting(Receipt::status).containsExactly("cancelled");
  }

  @Test
  public void anEndedRunCannotBeCancelled() {
    fixture.job("fast", "workspace: none\nrun: 'true'\n");
    String run = submit("fast");
    fixture.ended(run);
    await().until(() -> !fixture.runs.cancel(run));
    assertThat(fixture.of(JobCancelled.class)).isEmpty();
  }

  @Test
  public void aSecondRunOfAJobWaitsForTheFirst() {
    fixture.job("slow", SLOW);
    fixture.job("fast", "workspace: none\nrun: 'true'\n");
    String first = submit("slow");
    awaitSpawned(1);
    String second = submit("slow");
    // Another job is not held up.
    assertThat(fixture.submit("fast", Map.of())).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(status(second)).isEqualTo("queued");
    fixture.runs.cancel(first);
    await().atMost(RunsFixture.PATIENCE).until(() -> status(second).equals("running"));
    fixture.runs.cancel(second);
    assertThat(fixture.ended(second)).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  public void aRunThatDoesNotWaitIsSkippedAndOnlyItsLockTellsOfIt() {
    fixture.job("slow", "concurrency: skip\n" + SLOW);
    String first = submit("slow");
    awaitSpawned(1);
    String second = submit("slow");
    assertThat(fixture.ended(second)).isEqualTo(RunStatus.CANCELLED);
    assertThat(fixture.history.find(second).orElseThrow().error())
        .isEqualTo("skipped: run " + first + " of the job is under way");
    assertThat(fixture.one(LockFailed.class).reason()).isEqualTo("already_locked");
    assertThat(fixture.receipts()).isEmpty();
  }

  @Test
  public void aNewerRunCancelsTheOlderOneWhereTheJobSaysSo() {
    fixture.job("slow", "concurrency: cancel-running\n" + SLOW);
    String first = submit("slow");
    awaitSpawned(1);
    String second = submit("slow");
    assertThat(fixture.ended(first)).isEqualTo(RunStatus.CANCELLED);
    awaitSpawned(2);
    fixture.runs.cancel(second);
    assertThat(fixture.ended(second)).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  public void aPausedRunBeginsNoTaskUntilItIsResumed() {
    fixture.job(
        "steps",
        """
        workspace: none
        levels:
          - { name: one, tasks: [ { id: first, run: "sh -c 'until test -e ../../go; do sleep 0.02; done'" } ] }
          - { name: two, tasks: [ { id: second, run: 'true' } ] }
        """);
    String run = submit("steps");
    awaitSpawned(1);
    assertThat(fixture.runs.pause(run)).isTrue();
    assertThat(status(run)).isEqualTo("paused");
    touch("go");
    await().atMost(RunsFixture.PATIENCE).until(() -> fixture.of(TaskCompleted.class).size() == 1);
    assertThat(fixture.of(TaskStarted.class)).hasSize(1);
    assertThat(fixture.runs.resume(run)).isTrue();
    assertThat(fixture.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(fixture.of(TaskStarted.class)).hasSize(2);
  }

  @Test
  public void aResumedRunBeginsWhatWaitedThoughAnotherTaskIsUnderWay() {
    fixture.job(
        "wide",
        """
        workspace: none
        parallel: 2
        levels:
          - tasks:
            - { id: long, run: "sh -c 'until test -e ../../go; do sleep 0.02; done'" }
            - { id: short, run: "sh -c 'until test -e ../../half; do sleep 0.02; done'" }
            - { id: last, run: 'true' }
        """);
    String run = submit("wide");
    awaitSpawned(2);
    assertThat(fixture.runs.pause(run)).isTrue();
    touch("half");
    await().atMost(RunsFixture.PATIENCE).until(() -> fixture.of(TaskCompleted.class).size() == 1);
    assertThat(fixture.runs.resume(run)).isTrue();
    await().atMost(RunsFixture.PATIENCE).until(() -> fixture.of(TaskCompleted.class).size() == 2);
    touch("go");
    assertThat(fixture.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  private void touch(String name) {
    try {
      Files.createFile(fixture.home.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String submit(String job) {
    return fixture.runs.submit(new Submission(job, "", "", Map.of(), RunOptions.NONE));
  }

  private void awaitSpawned(int count) {
    await()
        .atMost(RunsFixture.PATIENCE)
        .until(() -> fixture.of(WorkerSpawned.class).size() == count);
  }

  private String status(String run) {
    return fixture.history.find(run).orElseThrow().status();
  }

  private String running() {
    List<RunInfo> running = fixture.history.list(new RunFilter("", "", "running"), "", 10).items();
    return running.isEmpty() ? "" : running.get(0).id();
  }
}
