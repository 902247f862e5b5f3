package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.JobCancelled;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.JobStarting;
import dev.patchbay.api.event.JobSucceeded;
import dev.patchbay.api.event.LockReleased;
import dev.patchbay.api.event.TaskStarted;
import dev.patchbay.api.event.WorkerExited;
import dev.patchbay.api.event.WorkerSpawned;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.api.query.RunFilter;
import dev.patchbay.core.process.ProcessIdentity;
import dev.patchbay.core.worker.Launcher;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RecoveryTest {
  private static final String NO_DRAIN = "daemon: { drain: 100ms }\n";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aRunCutOffByAKillIsTakenUpWhereItWas() throws Exception {
    Path root = folder.getRoot().toPath();
    try (RunsFixture before = new RunsFixture(root)) {
      before.job(
          "steps",
          """
          levels:
            - name: one
              tasks: [ { id: first, run: [ sh, -c, 'echo x >> ../../../first; echo kept > file' ] } ]
            - name: two
              tasks:
                - { id: done, run: [ sh, -c, 'echo x >> ../../../done; touch ../../../stage' ] }
                - id: second
                  run: [ sh, -c, 'echo $$ >> ../../../second; test -e ../../../go || exec sleep 62; cat file' ]
          """);
    }
    String run = runAndKill(root, 2, "");
    Path home = root.resolve("home");
    ProcessIdentity left =
        ProcessIdentity.now(Long.parseLong(Files.readString(home.resolve("second")).strip()));
    assertThat(left.alive()).isTrue();
    Files.createFile(home.resolve("go"));

    try (RunsFixture after = new RunsFixture(root).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(left.alive()).isFalse();
      assertThat(Files.readAllLines(home.resolve("first"))).hasSize(1);
      assertThat(Files.readAllLines(home.resolve("done"))).hasSize(1);
      assertThat(Files.readAllLines(home.resolve("second"))).hasSize(2);
      assertThat(after.log(run, "second")).contains("kept");
      assertThat(after.one(JobStarting.class).context().attempts()).isEqualTo(1);
      assertThat(after.one(JobSucceeded.class).context().attempts()).isEqualTo(2);
      assertThat(after.one(LockReleased.class).reason()).isEqualTo("completed");
      assertThat(after.receipts()).hasSize(1);
      Receipt receipt = after.receipts().get(0);
      assertThat(receipt.line()).contains("\"attempts\":2", "\"first\"", "\"second\"");
      assertThat(after.submit("steps", Map.of())).isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  @Test
  public void aGateOfAKilledDaemonIsEndedBeforeItIsAskedAgain() throws Exception {
    Path root = folder.getRoot().toPath();
    String yaml =
        """
        gates:
          - name: slow
            command: [ sh, -c, 'echo $$ >> ../../../second; test -e ../../../go || exec sleep 64' ]
        """;
    try (RunsFixture before = new RunsFixture(root, yaml)) {
      before.job(
          "steps",
          """
          levels:
            - { name: one, tasks: [ { id: done, run: [ 'true' ] } ], gates: [ slow ] }
          """);
    }
    String run = runAndKill(root, 1, "");
    Path home = root.resolve("home");
    ProcessIdentity left =
        ProcessIdentity.now(Long.parseLong(Files.readString(home.resolve("second")).strip()));
    assertThat(left.alive()).isTrue();
    Files.createFile(home.resolve("go"));
    try (RunsFixture after = new RunsFixture(root).start()) {
      assertThat(left.alive()).isFalse();
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(Files.readAllLines(home.resolve("second"))).hasSize(2);
    }
  }

  @Test
  public void aRollbackThatAKillCutOffIsDoneToItsEnd() throws Exception {
    Path root = folder.getRoot().toPath();
    try (RunsFixture before = new RunsFixture(root)) {
      before.job(
          "steps",
          """
          levels:
            - name: one
              onError: rollback
              tasks: [ { id: wrong, run: [ sh, -c, 'exit 3' ] } ]
              rollback:
                - { id: first, run: [ sh, -c, 'echo x >> ../../../first' ] }
                - id: undo
                  run: [ sh, -c, 'echo x >> ../../../second; test -e ../../../go || exec sleep 65' ]
          """);
    }
    String run = runAndKill(root, 1, "");
    Path home = root.resolve("home");
    Files.createFile(home.resolve("go"));
    try (RunsFixture after = new RunsFixture(root).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.FAILED);
      assertThat(Files.readAllLines(home.resolve("first"))).hasSize(1);
      assertThat(Files.readAllLines(home.resolve("second"))).hasSize(2);
      assertThat(after.one(JobFailed.class).error().message()).isEqualTo("task wrong: exit code 3");
      assertThat(after.receipts().getFirst().line()).contains("\"undo\"");
    }
  }

  @Test
  public void aRunThatADaemonLeftAtItsEndIsTakenUpByTheNext() throws Exception {
    Path root = folder.getRoot().toPath();
    String yaml = "daemon: { drain: 100ms }\n";
    String run;
    try (RunsFixture before = new RunsFixture(root, yaml).start()) {
      before.job(
          "wait",
          "run: [ sh, -c, 'touch ../../../begun; test -e ../../../go || exec sleep 63' ]\n");
      run = before.runs.submit(new Submission("wait", "", "", Map.of(), RunOptions.NONE));
      await().atMost(RunsFixture.PATIENCE).until(() -> Files.exists(root.resolve("home/begun")));
    }
    assertThat(ProcessHandle.allProcesses().map(ProcessHandle::info))
        .noneMatch(info -> info.commandLine().orElse("").endsWith("sleep 63"));
    Files.createFile(root.resolve("home/go"));
    try (RunsFixture after = new RunsFixture(root, yaml).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(after.receipts()).hasSize(1);
    }
  }

  @Test
  public void aWorkerOfAPluginsLauncherRunsOnAndIsFollowedByTheNextDaemon() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    assertThat(elsewhere.ended).isEmpty();
    try (RunsFixture after = with(elsewhere).start()) {
      await()
          .atMost(RunsFixture.PATIENCE)
          .ignoreExceptions()
          .until(() -> after.log(run, "far"), log -> log.contains("by c-" + run));
      elsewhere.done.countDown();
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(elsewhere.spawned).hasSize(1);
      assertThat(after.log(run, "far").lines()).hasSize(1);
      assertThat(after.receipts())
          .singleElement()
          .satisfies(one -> assertThat(one.line()).contains("\"attempts\":2"));
    }
  }

  @Test
  public void theOutputOfAWorkerThatIsTakenUpIsReadOn() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    Path log = folder.getRoot().toPath().resolve("home/logs/runs").resolve(run).resolve("far.log");
    String before = Files.readString(log);
    assertThat(before).startsWith("by c-" + run);
    Files.writeString(log, "a piece that a kill has cut", StandardOpenOption.APPEND);
    elsewhere.read.clear();
    elsewhere.more = "and on\n";
    elsewhere.done.countDown();
    try (RunsFixture after = with(elsewhere).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(after.log(run, "far")).isEqualTo(before + "and on\n");
      assertThat(elsewhere.read).doesNotContain(0L);
      assertThat(after.of(TaskStarted.class)).hasSize(1);
      assertThat(after.of(WorkerSpawned.class)).hasSize(1);
      assertThat(after.of(WorkerExited.class)).hasSize(1);
    }
  }

  @Test
  public void theTimeOfAWorkerThatIsTakenUpBeganWhenItDid() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    try (RunsFixture between = with(elsewhere)) {
      long left =
          between.store.read(
              tx -> tx.first("SELECT deadline FROM run_task", row -> row.getLong(1)).orElseThrow());
      assertThat(Instant.ofEpochMilli(left))
          .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(1)));
      between.store.change(tx -> tx.update("UPDATE run_task SET deadline = deadline - 3600000"));
    }
    try (RunsFixture after = with(elsewhere).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.FAILED);
      assertThat(elsewhere.ended).hasSize(1);
      assertThat(after.log(run, "far")).contains("timed out after 1h");
    }
  }

  @Test
  public void aWorkerOfAPausedRunIsFollowedAllTheSame() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    try (RunsFixture between = with(elsewhere)) {
      between.store.change(tx -> tx.update("UPDATE run SET status = 'paused' WHERE id = ?", run));
    }
    elsewhere.done.countDown();
    try (RunsFixture after = with(elsewhere).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  @Test
  public void aLauncherThatComesAfterTheDaemonIsWaitedFor() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    elsewhere.done.countDown();
    Map<String, Launcher> launchers = new ConcurrentHashMap<>();
    Path root = folder.getRoot().toPath();
    try (RunsFixture after = new RunsFixture(root, NO_DRAIN, launchers).start()) {
      await()
          .atMost(RunsFixture.PATIENCE)
          .until(() -> after.history.find(run).orElseThrow().attempts() == 2);
      launchers.put(elsewhere.name(), elsewhere);
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(elsewhere.spawned).hasSize(1);
    }
  }

  @Test
  public void aWorkerThatADaemonCouldNotEndIsEndedByTheNext() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    Path root = folder.getRoot().toPath();
    try (RunsFixture between = new RunsFixture(root, NO_DRAIN, Map.of()).start()) {
      assertThat(between.runs.cancel(run)).isTrue();
      assertThat(between.ended(run)).isEqualTo(RunStatus.CANCELLED);
    }
    assertThat(elsewhere.ended).isEmpty();
    try (RunsFixture after = with(elsewhere).start()) {
      await().atMost(RunsFixture.PATIENCE).until(() -> elsewhere.ended.size() == 1);
      await()
          .atMost(RunsFixture.PATIENCE)
          .until(
              () ->
                  after.store.read(
                      tx -> tx.list("SELECT worker FROM forsaken_worker", row -> 1).isEmpty()));
    }
  }

  @Test
  public void whatALauncherWorksWithIsWaitedForToo() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    elsewhere.away = true;
    elsewhere.done.countDown();
    try (RunsFixture after = with(elsewhere).start()) {
      await().atMost(RunsFixture.PATIENCE).until(() -> elsewhere.refused.get() > 4);
      elsewhere.away = false;
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(elsewhere.spawned).hasSize(1);
    }
  }

  @Test
  public void aWorkerThatWasOnlyIntendedHasAllOfItsTime() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    elsewhere.spawned.clear();
    try (RunsFixture between = with(elsewhere)) {
      between.store.change(
          tx -> tx.update("UPDATE run_task SET handle = '', deadline = deadline - 7200000"));
    }
    try (RunsFixture after = with(elsewhere).start()) {
      await().atMost(RunsFixture.PATIENCE).until(() -> !after.of(WorkerSpawned.class).isEmpty());
      assertThat(elsewhere.ended).isEmpty();
      elsewhere.done.countDown();
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(elsewhere.spawned).hasSize(1);
    }
  }

  @Test
  public void aWorkerOfWhoseSpawnTheAnswerWasLostIsEnded() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    elsewhere.mute = true;
    try (RunsFixture fixture = with(elsewhere).start()) {
      assertThat(fixture.ended(submitTo(fixture))).isEqualTo(RunStatus.FAILED);
      await()
          .atMost(RunsFixture.PATIENCE)
          .until(() -> elsewhere.ended.containsAll(elsewhere.spawned));
    }
  }

  @Test
  public void aWorkerOfARunThatIsCancelledInTheMiddleOfItsSpawnIsEnded() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    elsewhere.silent = true;
    try (RunsFixture fixture = with(elsewhere).start()) {
      String run = submitTo(fixture);
      await().atMost(RunsFixture.PATIENCE).until(() -> !elsewhere.spawned.isEmpty());
      assertThat(fixture.runs.cancel(run)).isTrue();
      assertThat(fixture.ended(run)).isEqualTo(RunStatus.CANCELLED);
      await()
          .atMost(RunsFixture.PATIENCE)
          .until(() -> elsewhere.ended.containsAll(elsewhere.spawned));
    }
  }

  @Test
  public void aWorkerOfARunThatCannotGoOnIsEnded() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    try (RunsFixture between = with(elsewhere)) {
      between.store.change(tx -> tx.update("UPDATE run SET version = 'of tomorrow'"));
    }
    try (RunsFixture after = with(elsewhere).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.FAILED);
      await().atMost(RunsFixture.PATIENCE).until(() -> elsewhere.ended.size() == 1);
    }
  }

  @Test
  public void aWorkerThatItsLauncherDoesNotFindIsAskedForByItsId() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    elsewhere.forgetful = true;
    elsewhere.done.countDown();
    try (RunsFixture after = with(elsewhere).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(elsewhere.spawned).hasSize(2);
      assertThat(Set.copyOf(elsewhere.spawned)).hasSize(1);
      assertThat(after.of(WorkerSpawned.class)).hasSize(1);
    }
  }

  @Test
  public void aWorkerThatIsAnotherWritesAfterTheOneBefore() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    elsewhere.forgetful = true;
    elsewhere.anew = true;
    elsewhere.done.countDown();
    try (RunsFixture after = with(elsewhere).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(after.log(run, "far").lines()).hasSize(2).last().isEqualTo("by another");
      assertThat(after.of(WorkerSpawned.class)).hasSize(2);
    }
  }

  @Test
  public void aWorkerOfARunThatWasCancelledIsEndedByTheNextDaemon() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    String run = leaveTo(elsewhere);
    try (RunsFixture between = with(elsewhere)) {
      between.store.change(
          tx -> tx.update("UPDATE run SET error = 'cancelled by hand' WHERE id = ?", run));
    }
    try (RunsFixture after = with(elsewhere).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.CANCELLED);
      await().atMost(RunsFixture.PATIENCE).until(() -> elsewhere.ended.size() == 1);
      assertThat(elsewhere.spawned).hasSize(1);
    }
  }

  private RunsFixture with(Elsewhere elsewhere) {
    return new RunsFixture(
        folder.getRoot().toPath(), NO_DRAIN, Map.of(elsewhere.name(), elsewhere));
  }

  private static String submitTo(RunsFixture fixture) {
    fixture.job(
        "far",
        """
        launcher: elsewhere
        workspace: none
        levels: [ { name: one, tasks: [ { id: far, run: [ 'true' ] } ] } ]
        """);
    return fixture.runs.submit(new Submission("far", "", "", Map.of(), RunOptions.NONE));
  }

  /** A run whose daemon ends while its worker is out there. */
  private String leaveTo(Elsewhere elsewhere) throws Exception {
    try (RunsFixture before = with(elsewhere).start()) {
      String run = submitTo(before);
      await()
          .atMost(RunsFixture.PATIENCE)
          .ignoreExceptions()
          .until(() -> !before.log(run, "far").isEmpty());
      return run;
    }
  }

  @Test
  public void aCancelThatWasAnsweredOutlivesAKill() throws Exception {
    Path root = folder.getRoot().toPath();
    try (RunsFixture before = new RunsFixture(root)) {
      before.job(
          "steps",
          """
          levels:
            - name: two
              tasks:
                - { id: done, run: [ 'true' ] }
                - id: second
                  run: [ sh, -c, "trap '' TERM; echo $$ >> ../../../second; while true; do sleep 1; done" ]
          """);
    }
    String run = runAndKill(root, 1, "cancel");
    ProcessIdentity left =
        ProcessIdentity.now(Long.parseLong(Files.readString(root.resolve("home/second")).strip()));
    try (RunsFixture after = new RunsFixture(root).start()) {
      assertThat(after.ended(run)).isEqualTo(RunStatus.CANCELLED);
      assertThat(left.alive()).isFalse();
      assertThat(Files.readAllLines(root.resolve("home/second"))).hasSize(1);
      assertThat(after.one(JobCancelled.class).error().message()).isEqualTo("cancelled by hand");
      assertThat(after.receipts()).hasSize(1);
    }
  }

  @Test
  public void theFolderOfARunThatEndedJustBeforeAKillIsRemoved() throws Exception {
    Path root = folder.getRoot().toPath();
    Path work = root.resolve("home/work");
    String ended;
    String failed;
    try (RunsFixture before = new RunsFixture(root).start()) {
      before.job("fine", "run: [ 'true' ]\n");
      before.job("kept", "keepFailed: true\nrun: [ 'false' ]\n");
      ended = before.runs.submit(new Submission("fine", "", "", Map.of(), RunOptions.NONE));
      assertThat(before.ended(ended)).isEqualTo(RunStatus.SUCCEEDED);
      failed = before.runs.submit(new Submission("kept", "", "", Map.of(), RunOptions.NONE));
      assertThat(before.ended(failed)).isEqualTo(RunStatus.FAILED);
    }
    Files.createDirectories(work.resolve(ended).resolve("checkout/.git"));
    Files.createDirectories(work.resolve("gate-asked-by-hand").resolve("checkout/.git"));
    try (RunsFixture after = new RunsFixture(root).start()) {
      await()
          .atMost(RunsFixture.PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(work.resolve(ended)).doesNotExist();
                assertThat(work.resolve("gate-asked-by-hand")).doesNotExist();
              });
      assertThat(work.resolve(failed)).isDirectory();
      assertThat(after.receipts()).hasSize(2);
    }
  }

  /** A daemon in a process of its own, killed when the second level's long task runs. */
  private static String runAndKill(Path root, int done, String then) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Doomed.class.getName(),
                root.toString(),
                Integer.toString(done),
                then)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader reader = process.inputReader()) {
      String run = reader.readLine();
      assertThat(reader.readLine()).isEqualTo("both tasks were begun, and one has ended");
      process.toHandle().destroyForcibly();
      assertThat(process.waitFor()).isEqualTo(137);
      return run;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Says the run's id, and when it is time to be killed. */
  public static final class Doomed {
    private Doomed() {}

    public static void main(String[] args) {
      Path root = Path.of(args[0]);
      RunsFixture fixture = new RunsFixture(root).start();
      System.out.println(
          fixture.runs.submit(new Submission("steps", "", "", Map.of(), RunOptions.NONE)));
      await()
          .atMost(RunsFixture.PATIENCE)
          .until(
              () ->
                  fixture.history.tasks(only(fixture)).stream()
                          .filter(task -> task.status().equals("done"))
                          .count()
                      == Integer.parseInt(args[1]));
      await().atMost(RunsFixture.PATIENCE).until(() -> Files.exists(root.resolve("home/second")));
      if (args[2].equals("cancel")) {
        assertThat(fixture.runs.cancel(only(fixture))).isTrue();
      }
      System.out.println("both tasks were begun, and one has ended");
    }

    private static String only(RunsFixture fixture) {
      return fixture.history.list(RunFilter.ALL, "", 1).items().get(0).id();
    }
  }
}
