package dev.patchbay.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Each script writes the pids of what it leaves running to the file {@code pids}. */
@RunWith(Parameterized.class)
public class ProcessTreeTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Enough for a script to come to where it waits. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Parameter public Ways way = Ways.SETSID;

  private Processes processes = new Processes();
  private final String run = UUID.randomUUID().toString();
  private final List<Process> strangers = new ArrayList<>();
  private Path directory;

  @Parameters(name = "{0}")
  public static List<Ways> ways() {
    return Ways.here();
  }

  @Before
  public void place() {
    processes = way.processes();
    directory = folder.getRoot().toPath();
  }

  @After
  public void endWhatAFailedTestLeft() throws IOException {
    strangers.forEach(Process::destroyForcibly);
    if (Files.exists(directory.resolve("pids"))) {
      pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
  }

  @Test
  public void aTimeoutEndsTheCommandAndItsChildren() throws Exception {
    Ended ended = processes.run(shell("sleep 600 & echo $! >>pids; echo $$ >>pids; wait"), MOMENT);
    assertThat(ended.timedOut()).isTrue();
    assertThat(ended.ok()).isFalse();
    assertThat(ended.duration()).isBetween(MOMENT, LONG);
    assertAllEnded(2);
  }

  @Test
  public void termComesFirstSoThatACommandCanCleanUp() throws Exception {
    processes.run(shell("trap 'echo cleaned; exit 0' TERM; while :; do sleep 0.05; done"), MOMENT);
    assertThat(directory.resolve("log")).content().contains("cleaned");
  }

  @Test
  public void whoIgnoresTermIsKilledAfterTheGrace() throws Exception {
    Spawned spawned =
        processes.start(shell("trap '' TERM; echo $$ >>pids; while :; do sleep 0.05; done"));
    awaitPids(1);
    long start = System.nanoTime();
    spawned.end(SHORT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
    assertThat(spawned.await(LONG)).hasValue(137);
    assertAllEnded(1);
  }

  @Test
  public void aGrandchildInASessionOfItsOwnIsEnded() throws Exception {
    Spawned spawned =
        processes.start(
            shell("setsid sh -c 'echo $$ >>pids; sleep 600 & echo $! >>pids; wait' & wait"));
    awaitPids(2);
    spawned.end(SHORT);
    assertAllEnded(2);
  }

  @Test
  public void aDaemonThatKeptItsMarksIsEndedThoughItsParentsAreGone() throws Exception {
    Spawned spawned = processes.start(shell(daemon()));
    awaitPids(1);
    assertThat(spawned.await(LONG)).hasValue(0);
    assertThat(ProcessEntry.of(pids().get(0)).orElseThrow().session()).isNotEqualTo(spawned.pid());
    spawned.end(SHORT);
    assertAllEnded(1);
  }

  @Test
  public void aMemberOfTheSessionIsEndedThoughItDroppedItsMarksAndItsParent() throws Exception {
    Spawned spawned =
        processes.start(shell("(env -i sh -c 'echo $$ >>pids; exec sleep 600' &); exec sleep 600"));
    awaitPids(1);
    spawned.end(SHORT);
    assertAllEnded(1);
  }

  @Test
  public void whoKeptRunAndTaskAloneIsEndedButNotWhoNamesAnotherHome() throws Exception {
    Marks marks = Marks.of(Map.of(Marks.HOME, "here", Marks.RUN, run, Marks.TASK, "task"));
    Process kept = marked(Map.of(Marks.RUN, run, Marks.TASK, "task"));
    Process elsewhere = marked(Map.of(Marks.HOME, "there", Marks.RUN, run, Marks.TASK, "task"));
    await().until(() -> marks.carriedBy(kept.pid()));
    processes.endStrays(List.of(), marks, SHORT);
    assertThat(kept.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(elsewhere.isAlive()).isTrue();
  }

  @Test
  public void anotherTaskOfTheSameRunIsLeftAlone() throws Exception {
    Spawned other = processes.start(shell("exec sleep 600", "other"));
    Spawned spawned = processes.start(shell("exec sleep 600", "task"));
    spawned.end(SHORT);
    assertThat(other.await(Duration.ZERO)).isEmpty();
    other.end(LONG);
    assertThat(other.await(LONG)).hasValue(143);
  }

  @Test
  public void aStrangerWithTheRecordedPidButAnotherStartIsNotTouched() throws Exception {
    Process stranger = stranger("sleep", "600");
    ProcessIdentity now = ProcessIdentity.now(stranger.pid());
    List<ProcessIdentity> recorded =
        List.of(
            new ProcessIdentity(now.pid(), now.start() - 1, now.boot()),
            new ProcessIdentity(now.pid(), now.start(), "another boot"));
    processes.endStrays(recorded, marks("task"), SHORT);
    assertThat(stranger.isAlive()).isTrue();
    processes.endStrays(List.of(now), marks("task"), SHORT);
    assertThat(stranger.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  public void withoutMarksAndIdentityNobodyIsTouched() throws Exception {
    Process stranger = stranger("sleep", "600");
    processes.endStrays(List.of(), Marks.of(Map.of("PATCHBAY_RUN", "")), SHORT);
    assertThat(stranger.isAlive()).isTrue();
  }

  @Test
  public void aPersonsShellIsLeftAloneWhenAMarkedCommandRunsInIt() throws Exception {
    Process terminal =
        stranger(
            "setsid",
            "sh",
            "-c",
            "env PATCHBAY_RUN="
                + run
                + " PATCHBAY_TASK_ID=task sleep 600 & echo $! >>pids; "
                + "sleep 600 & wait");
    awaitPids(1);
    await().until(() -> marks("task").carriedBy(pids().get(0)));
    processes.endStrays(List.of(), marks("task"), SHORT);
    assertAllEnded(1);
    assertThat(terminal.isAlive()).isTrue();
    terminal.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  public void anIdentityOutlivesItsDaemonAsText() throws Exception {
    Spawned spawned = processes.start(shell("exec sleep 600"));
    ProcessIdentity read = ProcessIdentity.fromIds(spawned.identity().ids()).orElseThrow();
    assertThat(read).isEqualTo(spawned.identity());
    assertThat(read.alive()).isTrue();
    processes.endStrays(List.of(read), spawned.marks(), LONG);
    assertThat(spawned.await(LONG)).hasValue(143);
    assertThat(read.alive()).isFalse();
    assertThat(ProcessIdentity.fromIds(Map.of())).isEmpty();
  }

  @Test
  public void anInterruptedRunEndsItsCommandAndStaysInterrupted() throws Exception {
    List<Boolean> interrupted = new ArrayList<>();
    Thread runner =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    processes.run(shell("echo $$ >>pids; sleep 600"), Duration.ofMinutes(10));
                  } catch (InterruptedException e) {
                    interrupted.add(true);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                });
    awaitPids(1);
    runner.interrupt();
    runner.join(LONG);
    assertThat(interrupted).containsExactly(true);
    assertAllEnded(1);
  }

  /** Twice forked, in a session of its own, its parents gone. */
  private static String daemon() {
    return "(setsid sh -c '(echo $$ >/dev/null; sh -c \"echo \\$\\$ >>pids; "
        + "exec sleep 600\" >/dev/null 2>&1 &)' &)";
  }

  private Command shell(String script) {
    return shell(script, "task");
  }

  private Command shell(String script, String task) {
    Map<String, String> environment = new HashMap<>(marks(task).variables());
    environment.put("PATH", "/usr/bin:/bin");
    return Command.of(
        List.of("/bin/sh", "-c", script), directory, environment, directory.resolve("log"));
  }

  private Marks marks(String task) {
    return Marks.of(Map.of("PATCHBAY_RUN", run, "PATCHBAY_TASK_ID", task));
  }

  private Process stranger(String... argv) throws IOException {
    Process process = new ProcessBuilder(argv).directory(directory.toFile()).start();
    strangers.add(process);
    return process;
  }

  private Process marked(Map<String, String> environment) throws IOException {
    List<String> argv = new ArrayList<>(List.of("env", "-i"));
    environment.forEach((name, value) -> argv.add(name + "=" + value));
    argv.addAll(List.of("/usr/bin/setsid", "/usr/bin/sleep", "600"));
    return stranger(argv.toArray(String[]::new));
  }

  private void awaitPids(int count) {
    await().until(() -> Files.exists(directory.resolve("pids")) && pids().size() == count);
  }

  private void assertAllEnded(int count) throws IOException {
    assertThat(pids()).hasSize(count);
    assertThat(pids()).allSatisfy(pid -> assertThat(ProcessEntry.of(pid)).isEmpty());
  }

  private List<Long> pids() throws IOException {
    return Files.readAllLines(directory.resolve("pids")).stream().map(Long::valueOf).toList();
  }
}
