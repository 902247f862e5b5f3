package dev.patchbay.core.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.api.worker.WorkerStatus;
import dev.patchbay.core.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SupervisorTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final String home = UUID.randomUUID().toString();
  private final Supervisor supervisor = new Supervisor(Duration.ofMillis(10));
  private final SubprocessLauncher subprocess = new SubprocessLauncher(new Processes());
  private Path log;

  @Before
  public void place() {
    log = folder.getRoot().toPath().resolve("logs/build.log");
  }

  @Test
  public void aWorkerIsFollowedToItsExitCode() throws Exception {
    WorkerHandle worker = subprocess.spawn(spec("exit 4"));
    assertThat(follow(subprocess, worker, LONG)).isEqualTo(new WorkerEnd(4, false, ""));
  }

  @Test
  public void atItsTimeoutAWorkerIsEnded() throws Exception {
    WorkerHandle worker = subprocess.spawn(spec("sleep 600 & wait"));
    WorkerEnd end = follow(subprocess, worker, Duration.ofMillis(200));
    assertThat(end.timedOut()).isTrue();
    assertThat(end.ok()).isFalse();
    assertThat(end.reason()).isEqualTo("timed out after 200ms");
    assertThat(subprocess.find(home)).isEmpty();
  }

  @Test
  public void anInterruptEndsTheWorker() throws Exception {
    WorkerHandle worker = subprocess.spawn(spec("sleep 600 & wait"));
    AtomicBoolean cancelled = new AtomicBoolean();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    follow(subprocess, worker, LONG);
                  } catch (InterruptedException e) {
                    cancelled.set(true);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    await().until(() -> subprocess.find(home).size() == 1);
    thread.interrupt();
    assertThat(thread.join(LONG)).isTrue();
    assertThat(cancelled).isTrue();
    assertThat(subprocess.find(home)).isEmpty();
  }

  @Test
  public void theOutputOfAWorkerElsewhereIsCopiedThroughFailures() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    WorkerHandle worker = new WorkerHandle("elsewhere", "w1", Map.of());
    assertThat(follow(elsewhere, worker, LONG).exitCode()).isEqualTo(0);
    assertThat(log).hasContent("onetwothree");
  }

  @Test
  public void outputThatIsCutInsideACharacterIsCopiedToItsEnd() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    elsewhere.text = "one\ud83d\ude00two";
    WorkerHandle worker = new WorkerHandle("elsewhere", "w1", Map.of());
    follow(elsewhere, worker, LONG);
    assertThat(log).hasContent("one??two");
  }

  @Test
  public void endingIsTriedAgainAndItsFailureIsSaid() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    elsewhere.hangs = true;
    WorkerHandle worker = new WorkerHandle("elsewhere", "w1", Map.of());
    WorkerEnd end = follow(elsewhere, worker, Duration.ofMillis(50));
    assertThat(end.reason()).contains("may still run");
    assertThat(elsewhere.asked).filteredOn("end"::equals).hasSize(3);
  }

  @Test
  public void outputIsReadOnFromWhereTheLogStandsWhateverBytesThatTook() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    WorkerHandle worker = new WorkerHandle("elsewhere", "w1", Map.of());
    Files.createDirectories(log.getParent());
    Files.writeString(log, "before, and o\u00e9; torn");
    LogPlace stood = new LogPlace(2, "before, and o\u00e9".getBytes(UTF_8).length);
    List<LogPlace> moved = new ArrayList<>();
    supervisor.follow(
        elsewhere, worker, new Following(LONG, LONG, log, stood, moved::add, () -> false));
    assertThat(log).hasContent("before, and o\u00e9etwothree");
    assertThat(moved.getLast()).isEqualTo(new LogPlace(11, Files.size(log)));
  }

  @Test
  public void aLogThatLostItsEndIsWrittenAnew() throws Exception {
    Files.createDirectories(log.getParent());
    Files.writeString(log, "on");
    assertThat(new LogPlace(5, 5).stillIn(log)).isEqualTo(new LogPlace(0, 0));
    assertThat(new LogPlace(5, 2).stillIn(log)).isEqualTo(new LogPlace(5, 2));
  }

  @Test
  public void whatALauncherWritesIntoTheLogItselfStaysThere() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    elsewhere.text = "";
    WorkerHandle worker = new WorkerHandle("elsewhere", "w1", Map.of());
    Files.createDirectories(log.getParent());
    Files.writeString(log, "by itself");
    supervisor.follow(
        elsewhere,
        worker,
        new Following(LONG, LONG, log, new LogPlace(0, 0), place -> {}, () -> false));
    assertThat(log).hasContent("by itself");
  }

  @Test
  public void aWorkerThatEndedBeforeAnybodyLookedIsNotTooLate() throws Exception {
    endedBefore(13);
  }

  @Test
  public void norIsItWhenTheFirstAnswerIsLost() throws Exception {
    endedBefore(12);
  }

  private void endedBefore(int questions) throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    elsewhere.asked.addAll(Collections.nCopies(questions, "await"));
    WorkerHandle worker = new WorkerHandle("elsewhere", "w1", Map.of());
    Duration over = Duration.ofHours(-1);
    WorkerEnd end =
        supervisor.follow(
            elsewhere,
            worker,
            new Following(LONG, over, log, LogPlace.before(log), place -> {}, () -> false));
    assertThat(end).isEqualTo(new WorkerEnd(0, false, ""));
    assertThat(log).hasContent("onetwothree");
  }

  @Test
  public void oneOfWhichNobodyKnowsIsEndedAtLeast() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    elsewhere.unknown = true;
    WorkerEnd end = follow(elsewhere, new WorkerHandle("elsewhere", "w1", Map.of()), LONG);
    assertThat(end.exitCode()).isEqualTo(-1);
    assertThat(elsewhere.asked).contains("end");
  }

  @Test
  public void theLastWordsAreAskedForAgainWhenAnAnswerIsLost() throws Exception {
    Elsewhere elsewhere = new Elsewhere();
    elsewhere.asked.addAll(Collections.nCopies(13, "await"));
    elsewhere.lost = 2;
    WorkerHandle worker = new WorkerHandle("elsewhere", "w1", Map.of());
    follow(elsewhere, worker, LONG);
    assertThat(log).hasContent("onetwothree");
  }

  private WorkerEnd follow(Launcher launcher, WorkerHandle worker, Duration timeout)
      throws InterruptedException, IOException {
    return supervisor.follow(launcher, worker, Following.of(timeout, log));
  }

  private WorkerSpec spec(String script) {
    return new WorkerSpec(
        "w1",
        "run-" + home,
        "build",
        1,
        "",
        home,
        List.of("/bin/sh", "-c", script),
        folder.getRoot().toPath(),
        Map.of("PATH", "/usr/bin:/bin"),
        LONG,
        log);
  }

  /** A launcher whose worker writes three words and of whose answers every other one fails. */
  private static final class Elsewhere implements Launcher {
    private final List<String> asked = new ArrayList<>();
    private String text = "onetwothree";
    private boolean hangs;
    private boolean unknown;
    private int lost;

    @Override
    public String name() {
      return "elsewhere";
    }

    @Override
    public boolean local() {
      return false;
    }

    @Override
    public WorkerHandle spawn(WorkerSpec spec) {
      throw new AssertionError("not asked for");
    }

    @Override
    public WorkerStatus await(WorkerHandle worker, Duration atMost) throws LauncherException {
      failEveryOther("await");
      if (unknown) {
        return WorkerStatus.unknown("it is not there");
      }
      return hangs || asked.size() < 12 ? WorkerStatus.running() : WorkerStatus.exited(0, "");
    }

    @Override
    public Output output(WorkerHandle worker, long offset) throws LauncherException {
      if (lost-- > 0) {
        throw new LauncherException("no connection");
      }
      int next = Math.min(text.length(), (int) offset + 4);
      return new Output(text.substring((int) offset, next), next, next == text.length());
    }

    @Override
    public void end(WorkerHandle worker, Duration grace) throws LauncherException {
      asked.add("end");
      throw new LauncherException("no connection");
    }

    @Override
    public List<WorkerHandle> find(String home) {
      return List.of();
    }

    private void failEveryOther(String what) throws LauncherException {
      asked.add(what);
      if (asked.size() % 2 == 1) {
        throw new LauncherException("no connection");
      }
    }
  }
}
