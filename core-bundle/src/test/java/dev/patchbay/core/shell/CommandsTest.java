package dev.patchbay.core.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.RefChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import tools.jackson.databind.JsonNode;

/** The commands as users give them, on real rooms and a real repository. */
public class CommandsTest {
  @Rule public final DeskFixture daemon = new DeskFixture();

  private String commit = "";

  @Before
  public void commitJobs() {
    daemon.git().commit("README", "hello\n", "Begin");
    daemon
        .git()
        .commit(
            ".patchbay/jobs/verify.yaml",
            """
            description: Looks at it
            on: { pushTo: released }
            levels:
              - name: check
                tasks: [ { id: words, run: 'wc -w README' } ]
                gates: [ { name: small, required: true } ]
            """,
            "Add a job");
    commit =
        daemon.git().commit(".patchbay/jobs/broken.yaml", "run: 'x'\nonn: 1\n", "Add a wrong one");
  }

  private Spoken ran() {
    Spoken run = daemon.say("run", "verify");
    assertThat(run.exit()).as(run.errors()).isZero();
    return run;
  }

  @Test
  public void runPrintsItsStepsAndEndsWithItsReceipt() {
    Spoken run = ran();
    assertThat(run.printed())
        .contains("level 1 check", "task words done in", "gate small: PASS", "receipt ")
        .endsWith("succeeded\n");
    JsonNode receipts = daemon.say("receipts", "--json", "--commit", commit).json();
    assertThat(receipts.path("receipts")).hasSize(1);
    assertThat(receipts.path("receipts").path(0).path("status").asString()).isEqualTo("succeeded");
  }

  @Test
  public void runOfAFailingJobFails() {
    daemon.git().commit(".patchbay/jobs/fails.yaml", "run: 'false'\n", "Add a failing one");
    Spoken run = daemon.say("run", "fails");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.printed()).contains("failed with 1").endsWith("failed\n");
  }

  @Test
  public void runOfAJobThatIsSkippedSaysWhichOtherRunIsUnderWay() {
    daemon
        .git()
        .commit(
            ".patchbay/jobs/alone.yaml",
            "concurrency: skip\nworkspace: none\nrun: 'sleep 600'\n",
            "Add one that is alone");
    String first = daemon.say("run", "alone", "--detach").printed().strip();
    await().until(() -> daemon.say("runs", "--status", "running").printed().contains(first));
    Spoken second = daemon.say("run", "alone");
    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.printed())
        .endsWith("cancelled: skipped: run " + first + " of the job is under way\n");
    assertThat(daemon.say("pause", first).exit()).isZero();
    assertThat(daemon.say("pause", first).errors()).contains("is paused already");
    assertThat(daemon.say("cancel", first).exit()).isZero();
  }

  @Test
  public void aGateThatIsAskedByHandKnowsTheBranch() throws Exception {
    daemon.configure("gates: [ { name: tells, command: 'echo on {branch}' } ]\n");
    assertThat(daemon.say("gate", "run", "tells").printed()).startsWith("on main\n");
    assertThat(daemon.say("gate", "run", "tells", "--ref", commit).printed()).startsWith("on \n");
  }

  @Test
  public void runInARepositoryThatWentSaysSo() throws IOException {
    Path path = daemon.git().directory();
    Files.move(path.resolve(".git"), path.resolve("away"));
    Spoken run = daemon.say("run", "verify");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors()).contains("app is gone from " + path);
  }

  @Test
  public void detachedRunPrintsItsIdAlone() {
    Spoken run = daemon.say("run", "verify", "--detach");
    assertThat(daemon.desk().history().find(run.printed().strip())).isPresent();
  }

  @Test
  public void dryRunShowsAndRunsNothing() {
    Spoken run = daemon.say("run", "verify", "--dry-run");
    assertThat(run.printed()).contains("task words: wc -w README", "gates small");
    assertThat(daemon.say("runs", "--json").json().path("runs")).isEmpty();
  }

  @Test
  public void wrongNamesEndWith2AndNameTheNearest() {
    assertThat(daemon.say("run", "verfy").errors()).contains("verify");
    assertThat(daemon.say("run", "verfy").exit()).isEqualTo(2);
    assertThat(daemon.say("stats").errors()).contains("did you mean 'status'");
    assertThat(daemon.say("stats").exit()).isEqualTo(2);
    assertThat(daemon.say("runs", "--jsn").errors()).contains("did you mean '--json'");
    assertThat(daemon.say("runs", "--jsn").exit()).isEqualTo(2);
    assertThat(daemon.say("run", "verify", "--repo", "ap").errors()).contains("did you mean 'app'");
    assertThat(daemon.say("run", "verify", "--mode", "subproces").errors())
        .contains("did you mean 'subprocess'");
    assertThat(daemon.say("run", "verify", "--payload", "{").exit()).isEqualTo(2);
    assertThat(daemon.say("cancel", "nothing").exit()).isEqualTo(2);
    assertThat(daemon.say("receipt", "nothing").exit()).isEqualTo(2);
    assertThat(daemon.say("run-log", "../../etc").exit()).isEqualTo(2);
  }

  @Test
  public void cancelOfWhatHasEndedFails() {
    ran();
    String run = daemon.say("runs", "--json").json().path("runs").path(0).path("id").asString();
    assertThat(daemon.say("cancel", run).exit()).isEqualTo(1);
  }

  @Test
  public void runsAndTheirLogsAreListed() {
    ran();
    JsonNode run = daemon.say("runs", "--json").json().path("runs").path(0);
    assertThat(run.path("job").asString()).isEqualTo("verify");
    assertThat(run.path("status").asString()).isEqualTo("succeeded");
    assertThat(run.path("commit").asString()).isEqualTo(commit);
    assertThat(run.path("repository").asString()).isEqualTo("app");
    assertThat(run.path("duration").isIntegralNumber()).isTrue();
    assertThat(run.path("attempts").asInt()).isEqualTo(1);
    assertThat(daemon.say("run-log", run.path("id").asString()).printed())
        .contains("== task words", "1 README");
    assertThat(daemon.say("run-log", run.path("id").asString(), "words").printed())
        .isEqualTo("1 README\n");
    assertThat(daemon.say("run-log", run.path("id").asString(), "word").errors())
        .contains("did you mean 'words'");
  }

  @Test
  public void jobsShowWhatIsValidAndWhatIsNot() {
    JsonNode jobs = daemon.say("jobs", "--json").json().path("jobs");
    assertThat(jobs).hasSize(2);
    assertThat(jobs.path(0).path("id").asString()).isEqualTo("broken");
    assertThat(jobs.path(0).path("valid").asBoolean()).isFalse();
    assertThat(jobs.path(0).path("error").asString()).contains("broken.yaml:2", "onn");
    assertThat(jobs.path(1).path("valid").asBoolean()).isTrue();
    assertThat(jobs.path(1).path("on").path("pushTo").asString()).isEqualTo("released");
    assertThat(daemon.say("doctor").printed()).contains("broken.yaml:2");
    assertThat(daemon.say("doctor").exit()).isEqualTo(1);
  }

  @Test
  public void eventsAreOneDocumentOrALineEach() {
    ran();
    JsonNode events = daemon.say("events", "--json", "--since", "0").json().path("events");
    assertThat(events.size()).isEqualTo((int) daemon.desk().log().last());
    assertThat(events.path(0).path("seq").asLong()).isEqualTo(1);
    JsonNode last = daemon.say("events", "--json", "--since", "1").json().path("events");
    assertThat(last.path(0).path("seq").asLong()).isEqualTo(2);
    assertThat(daemon.say("events").printed()).contains("  job:before  ", "  receipt:write  ");
  }

  @Test
  public void receiptsAreShownAndVerified() {
    ran();
    JsonNode receipt = daemon.say("receipts", "--json").json().path("receipts").path(0);
    Spoken one = daemon.say("receipt", receipt.path("id").asString(), "--json");
    assertThat(one.json()).isEqualTo(receipt);
    Spoken verified = daemon.say("receipt", "verify");
    assertThat(verified.exit()).isZero();
    assertThat(verified.printed()).contains("app: 1 receipts");
    assertThat(daemon.say("receipts", "--json", "--status", "failed").json().path("receipts"))
        .isEmpty();
    assertThat(daemon.say("receipts", "--since", "soon").exit()).isEqualTo(2);
  }

  @Test
  public void statusHealthGatesLaunchersAndPluginsAnswerInJson() {
    JsonNode status = daemon.say("status", "--json").json();
    assertThat(status.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(status.path("version").asString()).isEqualTo("1.2.3");
    assertThat(status.path("ready").asBoolean()).isTrue();
    assertThat(status.path("repositories").path(0).path("name").asString()).isEqualTo("app");
    assertThat(status.path("plugins").isArray()).isTrue();
    assertThat(daemon.say("health", "--json").exit()).isZero();
    assertThat(daemon.say("gates", "--json").json().path("gates").path(0).path("name").asString())
        .isEqualTo("small");
    assertThat(daemon.say("launchers", "--json").printed()).contains("mock", "subprocess");
    assertThat(daemon.say("plugins", "--json").json().path("plugins")).isEmpty();
    assertThat(daemon.say("dead-letters", "--json").json().path("deadLetters")).isEmpty();
  }

  @Test
  public void doctorReadsAFileWithoutADaemon() throws IOException {
    Files.writeString(daemon.git().directory().resolve("p.yaml"), "\ndaemons: { tick: 1s }\n");
    Spoken wrong = daemon.say("doctor", "--config", "p.yaml");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errors()).contains("p.yaml:2", "daemon");
    Files.writeString(daemon.git().directory().resolve("p.yaml"), "daemon: { tick: 1s }\n");
    assertThat(daemon.say("doctor", "--config", "p.yaml").exit()).isZero();
  }

  @Test
  public void hookInstallPutsTheHook() {
    assertThat(daemon.say("hook", "install", "app").exit()).isZero();
    assertThat(daemon.git().directory().resolve(".git/hooks/post-receive")).isExecutable();
    assertThat(daemon.say("hook").exit()).isEqualTo(2);
  }

  @Test
  public void pluginCommandsRefuseWhatIsNotThere() throws IOException {
    Files.writeString(daemon.git().directory().resolve("no.jar"), "not a jar");
    assertThat(daemon.say("plugin", "install", "no.jar").exit()).isNotZero();
    assertThat(daemon.say("plugin", "install", "nowhere.jar").exit()).isEqualTo(2);
    assertThat(daemon.say("plugin", "stop", "slack").errors()).contains("no plugin 'slack'");
    assertThat(daemon.say("plugin", "stop", "slack").exit()).isEqualTo(2);
    assertThat(daemon.say("plugin", "info", "slack").errors()).contains("no plugin 'slack'");
    assertThat(daemon.say("plugin", "info", "slack").exit()).isEqualTo(2);
    assertThat(daemon.say("plugin", "instal", "x").errors()).contains("did you mean 'install'");
  }

  @Test
  public void downAsksTheDaemonToStop() {
    assertThat(daemon.say("down").exit()).isZero();
    assertThat(daemon.stopped.get()).isNotEmpty();
  }

  @Test
  public void helpListsEveryCommandThatThereIs() {
    String help = daemon.say("help").printed();
    assertThat(help).contains("up ", "demo ", "receipts ", "dead-letters ", "shell ");
    assertThat(daemon.say("runs", "--help").printed()).contains("--status", "--json");
    assertThat(daemon.say("runs", "--help").exit()).isZero();
  }

  @Test
  public void helpOfACommandIsWhatTheCommandSaysOfItself() {
    Spoken help = daemon.say("help", "runs");
    assertThat(help.exit()).isZero();
    assertThat(help.printed()).isEqualTo(daemon.say("runs", "--help").printed());
    assertThat(daemon.say("help", "plugin", "install").printed()).contains("plugin install");
    assertThat(daemon.say("help", "up").printed()).contains("run the daemon");
    Spoken unknown = daemon.say("help", "rums");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.errors()).contains("no command 'rums'", "did you mean 'runs'");
    Spoken within = daemon.say("help", "plugin", "instal");
    assertThat(within.exit()).isEqualTo(2);
    assertThat(within.errors()).contains("did you mean 'install'");
  }

  @Test
  public void aListingRefusesANameThatNobodyHas() {
    Spoken repository = daemon.say("runs", "--repo", "ap");
    assertThat(repository.exit()).isEqualTo(2);
    assertThat(repository.errors()).contains("no repository 'ap'", "did you mean 'app'");
    Spoken job = daemon.say("runs", "--job", "verfy");
    assertThat(job.exit()).isEqualTo(2);
    assertThat(job.errors()).contains("no job 'verfy'", "did you mean 'verify'");
    assertThat(daemon.say("receipts", "--job", "verfy").exit()).isEqualTo(2);
    assertThat(daemon.say("runs", "--repo", "app", "--status", "denied").exit()).isZero();
    assertThat(daemon.say("runs", "--repo", ".", "--job", "verify").exit()).isZero();
    assertThat(daemon.say("receipts", "--job", "verify").exit()).isZero();
  }

  @Test
  public void aJobThatIsNoLongerDefinedIsStillListedByItsName() {
    ran();
    daemon.git().run("rm", "-r", ".patchbay");
    daemon.git().run("commit", "-m", "Take the jobs away");
    assertThat(daemon.say("runs", "--job", "verify", "--status", "denied").exit()).isZero();
    assertThat(daemon.say("receipts", "--job", "verify", "--status", "denied").exit()).isZero();
  }

  @Test
  public void explanationsSeeWhatWasCutFromTheEvent() {
    String tip =
        daemon
            .git()
            .commit(
                ".patchbay/jobs/words.yaml",
                "on: { pathChanged: README }\nrun: 'true'\n",
                "Add one that looks at paths");
    RefChange change =
        RefChange.of("refs/heads/main", "", tip).withBranch("main").withTruncated(true);
    Push push =
        daemon
            .desk()
            .store()
            .write(tx -> daemon.desk().log().append(tx, "app", h -> new Push(h, change)));
    Spoken said = daemon.say("jobs", "--explain", Long.toString(push.seq()));
    assertThat(said.printed()).contains("words: matched", "verify: did not match");
  }
}
