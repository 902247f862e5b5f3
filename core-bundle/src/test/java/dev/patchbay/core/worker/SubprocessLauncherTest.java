package dev.patchbay.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.api.worker.WorkerStatus;
import dev.patchbay.core.process.ProcessIdentity;
import dev.patchbay.core.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SubprocessLauncherTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final String home = UUID.randomUUID().toString();
  private final SubprocessLauncher launcher = new SubprocessLauncher(new Processes());

  @After
  public void endWhatAFailedTestLeft() {
    launcher.find(home).forEach(worker -> launcher.end(worker, Duration.ZERO));
  }

  @Test
  public void aWorkerRunsToItsExitCode() throws Exception {
    WorkerHandle worker = launcher.spawn(spec("w1", "echo hello; exit 3"));
    assertThat(launcher.await(worker, LONG)).isEqualTo(WorkerStatus.exited(3, ""));
    assertThat(launcher.output(worker, 0)).isEqualTo(new Output("hello\n", 6, true));
  }

  @Test
  public void spawningTwiceWithOneIdStartsOneWorker() throws Exception {
    WorkerSpec spec = spec("w1", "echo started");
    WorkerHandle first = launcher.spawn(spec);
    assertThat(launcher.spawn(spec)).isEqualTo(first);
    launcher.await(first, LONG);
    assertThat(launcher.spawn(spec)).isEqualTo(first);
    assertThat(log()).hasContent("started");
  }

  @Test
  public void aWorkerThatRunsIsSeenRunningAndCanBeEnded() throws Exception {
    WorkerHandle worker = launcher.spawn(spec("w1", "sleep 600 & sleep 600"));
    assertThat(launcher.await(worker, Duration.ofMillis(50))).isEqualTo(WorkerStatus.running());
    assertThat(launcher.output(worker, 0)).isEqualTo(new Output("", 0, false));
    launcher.end(worker, LONG);
    assertThat(launcher.await(worker, LONG)).isEqualTo(WorkerStatus.exited(143, ""));
    assertThat(launcher.find(home)).isEmpty();
  }

  @Test
  public void theOutputOfAnEarlierAttemptIsNotThisWorkers() throws Exception {
    launcher.await(launcher.spawn(spec("w1", "echo first")), LONG);
    WorkerHandle second = launcher.spawn(spec("w2", "echo second"));
    launcher.await(second, LONG);
    assertThat(launcher.output(second, 0).text()).isEqualTo("second\n");
    assertThat(launcher.output(second, 3).text()).isEqualTo("ond\n");
  }

  @Test
  public void aCharacterIsNotCutBetweenTwoPieces() throws Exception {
    WorkerHandle worker =
        launcher.spawn(spec("w1", "head -c 1048575 /dev/zero | tr '\\0' x; printf '€'"));
    launcher.await(worker, LONG);
    Output first = launcher.output(worker, 0);
    assertThat(first.next()).isEqualTo(1048575);
    assertThat(first.end()).isFalse();
    assertThat(launcher.output(worker, first.next()))
        .isEqualTo(new Output("€", first.next() + 3, true));
  }

  @Test
  public void aProgramThatIsNotThereIsSaidAndNotWorthAnotherTry() {
    WorkerSpec spec = spec("w1", List.of("no-such-program"));
    assertThatThrownBy(() -> launcher.spawn(spec))
        .isInstanceOfSatisfying(LauncherException.class, e -> assertThat(e.retryable()).isFalse())
        .hasMessageContaining("no-such-program")
        .hasMessageContaining("task build");
    assertThatThrownBy(() -> launcher.spawn(spec)).hasMessageContaining("no-such-program");
  }

  @Test
  public void anotherDaemonFindsTheWorkerAndEndsItByItsHandle() throws Exception {
    WorkerHandle worker = launcher.spawn(spec("w1", "sleep 600 & wait"));
    SubprocessLauncher later = new SubprocessLauncher(new Processes());
    await().until(() -> later.find(home).size() == 1);
    WorkerHandle found = later.find(home).get(0);
    assertThat(found.worker()).isEqualTo("w1");
    assertThat(ProcessIdentity.fromIds(found.ids()))
        .isEqualTo(ProcessIdentity.fromIds(worker.ids()));
    assertThat(later.await(worker, Duration.ofMillis(10))).isEqualTo(WorkerStatus.running());
    later.end(found, Duration.ofSeconds(5));
    assertThat(later.find(home)).isEmpty();
    assertThat(later.await(worker, LONG).state()).isEqualTo(WorkerStatus.State.UNKNOWN);
    assertThat(launcher.await(worker, LONG).exitCode()).isEqualTo(143);
  }

  @Test
  public void aWorkerWhoseProcessWasNeverRecordedIsEndedByItsMarks() throws Exception {
    WorkerHandle worker = launcher.spawn(spec("w1", "exec sleep 600"));
    Map<String, String> intent = Map.of("PATCHBAY_RUN", "run-" + home, "PATCHBAY_TASK_ID", "build");
    new SubprocessLauncher(new Processes())
        .end(new WorkerHandle("subprocess", "w1", intent), Duration.ofSeconds(5));
    assertThat(launcher.await(worker, LONG).exitCode()).isEqualTo(143);
  }

  @Test
  public void aWorkerOfAnotherHomeIsLeftAloneThoughItHasTheSameRunAndTask() throws Exception {
    String other = UUID.randomUUID().toString();
    WorkerHandle ours = launcher.spawn(spec("w1", "exec sleep 600"));
    WorkerHandle stranger = launcher.spawn(spec("w2", List.of("sleep", "600"), other));
    SubprocessLauncher later = new SubprocessLauncher(new Processes());
    later.end(ours, Duration.ofSeconds(5));
    assertThat(launcher.await(ours, LONG).exitCode()).isEqualTo(143);
    assertThat(launcher.await(stranger, Duration.ofMillis(50))).isEqualTo(WorkerStatus.running());
    launcher.end(stranger, Duration.ofSeconds(5));
  }

  private Path log() {
    return folder.getRoot().toPath().resolve("build.log");
  }

  private WorkerSpec spec(String worker, String script) {
    return spec(worker, List.of("/bin/sh", "-c", script));
  }

  private WorkerSpec spec(String worker, List<String> command) {
    return spec(worker, command, home);
  }

  private WorkerSpec spec(String worker, List<String> command, String whose) {
    return new WorkerSpec(
        worker,
        "run-" + home,
        "build",
        1,
        "",
        whose,
        command,
        folder.getRoot().toPath(),
        Map.of("PATH", "/usr/bin:/bin"),
        LONG,
        log());
  }
}
