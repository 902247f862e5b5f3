package dev.patchbay.core.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.query.ReceiptFilter;
import dev.patchbay.core.framework.PluginJar;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What commands say of things that are not there, not valid or not finished. */
public class CarefulCommandsTest {
  @Rule public final DeskFixture daemon = new DeskFixture();

  @Before
  public void commitJobs() {
    daemon.git().commit("README", "hello\n", "Begin");
    daemon
        .git()
        .commit(
            ".patchbay/jobs/verify.yaml",
            "levels: [ { tasks: [ { id: t, run: 'echo said' } ], gates: [ small ] } ]\n",
            "Add a job");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(daemon.git().directory().resolve("p.yaml"), text);
  }

  @Test
  public void valuesThatCannotBeAreRefusedWithThoseThatCan() {
    Spoken runs = daemon.say("runs", "--status", "suceeded");
    assertThat(runs.exit()).isEqualTo(2);
    assertThat(runs.errors()).contains("queued, running, paused", "did you mean 'succeeded'");
    Spoken receipts = daemon.say("receipts", "--status", "running");
    assertThat(receipts.exit()).isEqualTo(2);
    assertThat(receipts.errors()).contains("one of succeeded, failed, cancelled, denied");
    assertThat(daemon.say("plugins", "--type", "hok").errors()).contains("did you mean 'hook'");
    assertThat(daemon.say("plugins", "--type", "hok").exit()).isEqualTo(2);
    assertThat(daemon.say("runs", "--limit", "0").exit()).isEqualTo(2);
    assertThat(daemon.say("logs", "--lines", "-1").exit()).isEqualTo(2);
    Spoken letters = daemon.say("logs", "--lines", "ten");
    assertThat(letters.errors()).contains("'--lines': expected a whole number, found 'ten'");
    assertThat(daemon.say("events", "--since", "1x").errors()).contains("a whole number");
  }

  @Test
  public void theLogOfADeniedRunSaysThatNothingRan() throws Exception {
    daemon.configure("guards: [ doorman ]\n");
    String run = daemon.say("run", "verify", "--detach").printed().strip();
    Spoken log = daemon.say("run-log", run);
    assertThat(log.exit()).isZero();
    assertThat(log.printed()).isEmpty();
    assertThat(log.errors()).contains("nothing of run " + run + " ran", "denied", "doorman");
    Spoken health = daemon.say("health");
    assertThat(health.exit()).isEqualTo(1);
    assertThat(health.printed()).contains("no guard 'doorman' is there");
  }

  @Test
  public void theLogOfALevelsGatesCanBeNamed() {
    assertThat(daemon.say("run", "verify").exit()).isZero();
    String run = daemon.say("runs", "--json").json().path("runs").path(0).path("id").asString();
    Spoken gates = daemon.say("run-log", run, "level-1");
    assertThat(gates.printed()).contains("=== small PASS").doesNotContain("said");
    assertThat(daemon.say("run-log", run, "level-2").errors()).contains("did you mean 'level-1'");
  }

  @Test
  public void doctorOfAFileNamesLaunchersAndGuardsThatNobodyBrings() throws IOException {
    write("launcher: subproces\nguards:\n  - nobody\n");
    Spoken wrong = daemon.say("doctor", "--config", "p.yaml");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errors())
        .contains("p.yaml:1: launcher: ", "did you mean 'subprocess'", "p.yaml:3: guards: ");
  }

  @Test
  public void doctorOfAFileKnowsThePluginsOfTheHome() throws IOException {
    Path copies = Files.createDirectories(daemon.home().resolve("state/bundles"));
    PluginJar.of("fleet", "1.0.0", copies.resolve("fleet.jar"));
    PluginJar.of("judge", "1.0.0", copies.resolve("judge.jar"));
    write("launcher: ships\nplugins:\n  judge: { url: x, limt: 4 }\n");
    Spoken wrong = daemon.say("doctor", "--config", "p.yaml");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errors())
        .isEqualTo("p.yaml:3: plugins.judge.limt: unknown key; did you mean 'limit'?\n");
    write("plugins:\n  judg: {}\n");
    Spoken missing = daemon.say("doctor", "--config", "p.yaml");
    assertThat(missing.exit()).isZero();
    assertThat(missing.errors()).contains("warning: p.yaml:2: ", "did you mean 'judge'");
  }

  @Test
  public void aRunThatNoLauncherTakesNamesItAndTheNearestOne() {
    daemon
        .git()
        .commit(".patchbay/jobs/lost.yaml", "launcher: subproces\nrun: 'true'\n", "Add a lost job");
    Spoken lost = daemon.say("run", "lost");
    assertThat(lost.exit()).isEqualTo(1);
    assertThat(lost.printed()).contains("no launcher 'subproces'; did you mean 'subprocess'?");
  }

  @Test
  public void doctorOfAFileNamesAVersionThatWaitsForItsOptionsAndTakesTheOneThatRan()
      throws IOException {
    Path ran = Files.createDirectories(daemon.home().resolve("state/bundles")).resolve("judge.jar");
    Path fresh = Files.createDirectories(daemon.home().resolve("plugins")).resolve("judge.jar");
    PluginJar.of("judge", "1.0.0", ran);
    PluginJar.of("judge", "2.0.0", fresh);
    rename(fresh, "limit", "ceiling");
    write("plugins:\n  judge: { url: x, limit: 4 }\n");
    Spoken waits = daemon.say("doctor", "--config", "p.yaml");
    assertThat(waits.errors())
        .contains("warning: p.yaml:2: plugins.judge.limit: ", "judge waits for other options");
    assertThat(waits.exit()).isZero();
    write("plugins:\n  judge: { url: x, ceiling: 4 }\n");
    Spoken taken = daemon.say("doctor", "--config", "p.yaml");
    assertThat(taken.errors()).isEmpty();
    assertThat(taken.exit()).isZero();
    write("plugins:\n  judge: { url: x, roof: 4 }\n");
    assertThat(daemon.say("doctor", "--config", "p.yaml").exit()).isEqualTo(2);
  }

  /** Gives an option of the plugin in a jar another name. */
  private static void rename(Path jar, String option, String name) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.list(zip.getPath("OSGI-INF/metatype"))) {
      for (Path file : files.toList()) {
        Files.writeString(
            file, Files.readString(file).replace("\"" + option + "\"", "\"" + name + "\""));
      }
    }
  }

  @Test
  public void infoShowsTheOptionsOfAPluginThatCameByTheShell() throws Exception {
    Path jar = PluginJar.of("judge", "1.0.0", daemon.home().resolve("elsewhere.jar"));
    daemon.install(jar).start();
    await()
        .untilAsserted(
            () ->
                assertThat(daemon.say("plugin", "info", "judge").printed())
                    .contains("url (required)", "limit"));
    assertThat(daemon.say("plugin", "info", "judge", "--yaml").printed()).contains("    url: ''");
    Spoken log = daemon.say("logs", "judge");
    assertThat(log.exit()).as(log.errors()).isZero();
    assertThat(log.errors()).contains("logged nothing yet");
    assertThat(daemon.say("logs", "nobody").exit()).isEqualTo(2);
  }

  @Test
  public void doctorNamesRefusedJarsAndWhatTheLastReloadMet() throws IOException {
    daemon.reloadTrouble.set(List.of("patchbay.yaml:3: gates: expected a list"));
    Files.writeString(daemon.home().resolve("plugins/torn.jar"), "PK no jar");
    await()
        .untilAsserted(
            () ->
                assertThat(daemon.say("doctor").printed())
                    .contains("plugins/torn.jar is not taken: ", "patchbay.yaml:3: gates"));
    Files.delete(daemon.home().resolve("plugins/torn.jar"));
    await().untilAsserted(() -> assertThat(daemon.say("doctor").printed()).doesNotContain("torn"));
    assertThat(daemon.say("doctor", "--json").json().path("ok").asBoolean()).isFalse();
  }

  @Test
  public void doctorMakesTheIndexOfReceiptsAnew() {
    assertThat(daemon.say("run", "verify").exit()).isZero();
    daemon.desk().store().change(tx -> tx.update("DELETE FROM receipt"));
    assertThat(daemon.say("receipts", "--json").json().path("receipts")).isEmpty();
    assertThat(daemon.say("doctor", "--reindex").printed()).contains("app: 1 receipts");
    assertThat(daemon.say("receipts", "--json").json().path("receipts")).hasSize(1);
  }

  @Test
  public void theIndexOfARepositoryThatIsGoneStays() throws Exception {
    assertThat(daemon.say("run", "verify").exit()).isZero();
    Path git = daemon.git().directory();
    Files.move(git, git.resolveSibling("away"));
    Spoken said = new Spoken(daemon.home(), List.of("doctor", "--reindex"));
    said.end(new Commands(daemon.home(), daemon::desk).run(said));
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.errors()).contains("app is gone; its index stays");
    assertThat(daemon.desk().receipts().list(ReceiptFilter.ALL, "", 10).items()).hasSize(1);
    Files.move(git.resolveSibling("away"), git);
  }

  @Test
  public void aPluginThatNobodyKnowsHasNoInfo() {
    assertThat(daemon.say("plugin", "info", "nobody").exit()).isEqualTo(2);
  }

  @Test
  public void aGateIsAskedByItself() {
    Spoken pass = daemon.say("gate", "run", "small", "--json");
    assertThat(pass.exit()).isZero();
    assertThat(pass.json().path("result").asString()).isEqualTo("PASS");
    daemon.git().commit("README", "", "Empty it");
    Spoken fail = daemon.say("gate", "run", "small");
    assertThat(fail.exit()).isEqualTo(1);
    assertThat(fail.printed()).contains("gate small: FAIL");
    assertThat(daemon.say("gate", "run", "smal").errors()).contains("did you mean 'small'");
    assertThat(daemon.say("gate", "run", "smal").exit()).isEqualTo(2);
    assertThat(daemon.say("runs", "--json").json().path("runs")).isEmpty();
    assertThat(daemon.home().resolve("work")).isEmptyDirectory();
  }

  @Test
  public void schemasArePrinted() {
    assertThat(daemon.say("schema", "config").json().path("title").asString())
        .isEqualTo("patchbay.yaml");
    assertThat(daemon.say("schema", "job").json().path("$schema").asString()).contains("2020-12");
    assertThat(daemon.say("schema", "jobs").errors()).contains("did you mean 'job'");
    assertThat(daemon.say("schema", "jobs").exit()).isEqualTo(2);
  }

  @Test
  public void usageBeginsWithTheProgram() {
    assertThat(daemon.say("runs", "--help").printed()).startsWith("Usage: patchbay runs");
  }
}
