package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.itest.fixture.sitting.Sitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;

/** The program from outside: a process, a repository, the git command and nothing else. */
public class ProcessIT {
  @Rule public final TestName name = new TestName();

  private Scratch scratch;
  private Repository repository;

  @Before
  public void createRepository() {
    scratch = Scratch.empty("process-" + name.getMethodName().hashCode());
    repository = Repository.create(scratch.folder());
  }

  @After
  public void letTasksEnd() throws IOException {
    Files.writeString(scratch.folder().resolve("go"), "");
  }

  @Test
  public void pushBecomesReceiptAndSigtermEndsWithZero() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.up(scratch, "daemon")) {
      String commit = repository.push("Say hello");
      assertThat(onlyReceipt(commit))
          .contains("\"job\":\"nothing\"", "\"status\":\"succeeded\"", "\"attempts\":1");
      daemon.terminate();
      assertThat(daemon.exit()).isZero();
    }
  }

  @Test
  public void aRunThatWasCutOffBySigkillIsTakenUpAndLeavesOneReceipt() throws Exception {
    Path begun = scratch.folder().resolve("begun");
    Path go = scratch.folder().resolve("go");
    String commit;
    try (RunningDaemon daemon = RunningDaemon.up(scratch, "first")) {
      commit =
          repository.job(
              "nothing",
              """
              on: { pushTo: main }
              workspace: none
              run: [sh, -c, 'echo begun >> "$0"; until [ -e "$1" ]; do sleep 0.05; done', BEGUN, GO]
              """
                  .replace("BEGUN", begun.toString())
                  .replace("GO", go.toString()));
      await().atMost(Inside.SOON).until(() -> lines(begun) == 1);
      daemon.kill();
    }
    assertThat(repository.receipts(commit)).isEmpty();
    try (RunningDaemon daemon = RunningDaemon.up(scratch, "second")) {
      await().atMost(Inside.SOON).until(() -> lines(begun) == 2);
      Files.writeString(go, "");
      assertThat(onlyReceipt(commit)).contains("\"status\":\"succeeded\"", "\"attempts\":2");
      // A push after it: had there been a second receipt to come, it would have come before this.
      assertThat(onlyReceipt(repository.push("Afterwards"))).contains("\"attempts\":1");
      assertThat(repository.receipts(commit)).hasSize(1);
      assertThat(lines(begun)).isEqualTo(3);
      daemon.terminate();
      assertThat(daemon.exit()).isZero();
    }
  }

  @Test
  public void workersOfAKilledDaemonAreEndedAndAStrangerLikeThemIsNot() throws Exception {
    Path pids = scratch.folder().resolve("pids");
    Path go = scratch.folder().resolve("go");
    Process stranger;
    try (RunningDaemon daemon = RunningDaemon.up(scratch, "first")) {
      repository.job(
          "nothing",
          """
          on: { pushTo: main }
          workspace: none
          run: [sh, -c, 'setsid sleep 611 & echo "$$ $!" >> "$0"; until [ -e "$1" ]; do sleep 0.05; done; kill $!', PIDS, GO]
          """
              .replace("PIDS", pids.toString())
              .replace("GO", go.toString()));
      await().atMost(Inside.SOON).until(() -> lines(pids) == 1);
      stranger = copyOf(pid(pids, 0));
      daemon.kill();
    }
    long worker = pid(pids, 0);
    long grandchild = pid(pids, 1);
    assertThat(runs(worker) && runs(grandchild)).isTrue();
    try (RunningDaemon daemon = RunningDaemon.up(scratch, "second")) {
      await().atMost(Inside.SOON).until(() -> lines(pids) == 2);
      assertThat(runs(worker) || runs(grandchild)).isFalse();
      assertThat(stranger.isAlive()).isTrue();
      Files.writeString(go, "");
      onlyReceipt(repository.push("Afterwards"));
      assertThat(stranger.isAlive()).isTrue();
      daemon.terminate();
      assertThat(daemon.exit()).isZero();
    } finally {
      stranger.destroyForcibly();
    }
  }

  /** A process with the same environment, but of another home. */
  private static Process copyOf(long pid) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sleep", "612");
    builder.environment().clear();
    for (String entry : Files.readString(Path.of("/proc/" + pid + "/environ")).split("\0")) {
      int at = entry.indexOf('=');
      builder.environment().put(entry.substring(0, at), entry.substring(at + 1));
    }
    assertThat(builder.environment().put("PATCHBAY_HOME_ID", "another")).isNotEmpty();
    return builder.start();
  }

  /** One that has ended and that nobody has asked after does not. */
  private static boolean runs(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
  }

  private static long pid(Path pids, int which) throws IOException {
    return Long.parseLong(Files.readAllLines(pids).getFirst().split(" ")[which]);
  }

  @Test
  public void aSignalBeforeItIsReadyEndsItWithZeroToo() throws Exception {
    Path home = scratch.home();
    endsBySignal("HUP", home.resolve("run/daemon.lock"));
    endsBySignal("INT", home.resolve("logs/patchbay.log"));
    endsBySignal("TERM", home.resolve("state/patchbay.db"));
    endsBySignal("HUP", home.resolve("run/control.sock"));
  }

  /** As soon as there is such a file. */
  private void endsBySignal(String signal, Path file) throws Exception {
    Files.deleteIfExists(file);
    try (RunningDaemon daemon = RunningDaemon.start(scratch, "daemon", RunningDaemon.up(scratch))) {
      await()
          .atMost(Inside.SOON)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> Files.exists(file));
      daemon.signal(signal);
      assertThat(daemon.exit()).as(daemon.printed()).isZero();
      assertThat(daemon.printed()).doesNotContain("cannot start");
    }
  }

  @Test
  public void aPluginThatIsStuckOnItsWayInOrOutDoesNotKeepTheDaemonFromEnding() throws Exception {
    String first = "daemon: { drain: 1s }\nplugins:\n  sitting~first: { where: activation }\n";
    Files.writeString(
        scratch.configuration(), first + "  sitting~second: { where: deactivation }\n");
    Path jar = Fixtures.bundle(Sitting.class, "1.0.0", scratch.jars());
    Path log = scratch.home().resolve("logs/plugins/sitting.log");
    try (RunningDaemon daemon = RunningDaemon.up(scratch, "daemon")) {
      Files.move(jar, scratch.plugins().resolve("sitting.jar"));
      await().atMost(Inside.SOON).until(() -> contains(log, "sits in its activation"));
      await()
          .atMost(Inside.SOON)
          .until(
              () ->
                  new Asked(scratch)
                      .plugin("sitting~second")
                      .filter(each -> each.path("state").asString().equals("registered"))
                      .isPresent());
      Files.writeString(scratch.configuration(), first);
      await().atMost(Inside.SOON).until(() -> contains(log, "sits in its deactivation"));
      daemon.terminate();
      assertThat(daemon.exit()).as(daemon.printed()).isZero();
    }
  }

  private static boolean contains(Path log, String text) throws IOException {
    return Files.exists(log) && Files.readString(log).contains(text);
  }

  @Test
  public void downDoesNotWaitForSomebodyToAskHowTheDaemonEnded() throws Exception {
    ProcessBuilder careless =
        new ProcessBuilder(
            "sh", "-c", "\"$@\" & exec sleep 600", "sh", Distribution.program().toString());
    careless.command().addAll(RunningDaemon.up(scratch));
    careless.environment().put("PATCHBAY_HOME", scratch.home().toString());
    Path output = scratch.folder().resolve("careless.txt");
    Process parent = careless.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      await().atMost(Inside.SOON).until(() -> Files.readString(output).contains("ready in "));
      assertThat(new Asked(scratch).text("down")).doesNotContain("still ending");
      assertThat(new Asked(scratch).text("status")).contains("no daemon runs");
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  public void aSecondDaemonOnTheSameHomeIsRefusedAndNamesTheFirst() throws Exception {
    try (RunningDaemon first = RunningDaemon.up(scratch, "first");
        RunningDaemon second = RunningDaemon.start(scratch, "second", RunningDaemon.up(scratch))) {
      assertThat(second.exit()).isEqualTo(2);
      assertThat(second.printed()).contains("pid " + first.pid());
      String commit = repository.push("The first one goes on");
      assertThat(onlyReceipt(commit)).contains("\"status\":\"succeeded\"");
    }
  }

  @Test
  public void withoutADaemonTheCommandSaysSo() throws Exception {
    try (RunningDaemon command = RunningDaemon.start(scratch, "status", List.of("status"))) {
      assertThat(command.exit()).isEqualTo(3);
    }
  }

  private String onlyReceipt(String commit) {
    List<String> lines =
        await()
            .atMost(Inside.SOON)
            .until(() -> repository.receipts(commit), found -> !found.isEmpty());
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }
}
