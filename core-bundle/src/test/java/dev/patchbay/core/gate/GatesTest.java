package dev.patchbay.core.gate;

import static dev.patchbay.api.event.GateOutcome.ERROR;
import static dev.patchbay.api.event.GateOutcome.FAIL;
import static dev.patchbay.api.event.GateOutcome.PASS;
import static dev.patchbay.api.event.GateOutcome.SKIP;
import static dev.patchbay.api.event.GateOutcome.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.GateOutcome;
import dev.patchbay.api.gate.GateContext;
import dev.patchbay.core.config.GateCommand;
import dev.patchbay.core.job.GateEntry;
import dev.patchbay.core.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GatesTest {

  private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<GateCommand> commands = new ArrayList<>();
  private final List<Gate> plugins = new ArrayList<>();
  private final Gates gates =
      new Gates(
          () -> {
            List<Gate> all = new ArrayList<>();
            commands.forEach(c -> all.add(new CommandGate(c, new Processes(), PATH)));
            all.addAll(plugins);
            return all;
          });
  private Path tree;
  private Path log;

  @Before
  public void place() throws IOException {
    tree = folder.newFolder("merged").toPath();
    log = folder.getRoot().toPath().resolve("logs/gates/run-1/level-2.log");
  }

  @Test
  public void aCommandThatExitsWellPassesAndOneThatDoesNotFails() throws Exception {
    command("good", "echo fine; echo but >&2");
    command("bad", "echo no >&2; exit 3");
    GateResult good = gates.run(request("good"));
    assertThat(good.result()).isEqualTo(PASS);
    assertThat(good.stdout()).isEqualTo("fine\n");
    assertThat(good.stderr()).isEqualTo("but\n");
    assertThat(good.exitCode()).isEqualTo(0);
    GateResult bad = gates.run(request("bad"));
    assertThat(bad.result()).isEqualTo(FAIL);
    assertThat(bad.exitCode()).isEqualTo(3);
    assertThat(bad.message()).contains("3");
    assertThat(bad.json())
        .containsEntry("gateName", "bad")
        .containsEntry("result", "FAIL")
        .containsEntry("exitCode", 3)
        .containsEntry("stdout", "")
        .containsEntry("stderr", "no\n")
        .containsKeys("command", "durationMs", "timestamp");
  }

  @Test
  public void aCommandThatTakesTooLongIsEndedAndTimesOut() throws Exception {
    command("slow", "echo begun; sleep 600");
    GateEntry entry =
        new GateEntry("slow", Optional.empty(), Map.of(), Optional.of(Duration.ofSeconds(2)), 1);
    GateResult result = gates.run(request(entry));
    assertThat(result.result()).isEqualTo(TIMEOUT);
    assertThat(result.stdout()).isEqualTo("begun\n");
    assertThat(result.duration()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  public void aCommandThatIsNotThereIsAnError() throws Exception {
    commands.add(gate("gone", List.of("no-such-scanner", "src")));
    GateResult result = gates.run(request("gone"));
    assertThat(result.result()).isEqualTo(ERROR);
    assertThat(result.message()).contains("command not found", "no-such-scanner");
    assertThat(result.stops()).isFalse();
    assertThat(result.json()).doesNotContainKey("exitCode");
    assertThat(Files.readAllLines(log).getLast())
        .startsWith("=== gone ERROR")
        .contains("no-such-scanner");
  }

  @Test
  public void theConfigurationOfAGateIsShownWithoutWhatNobodyMaySee() {
    plugins.add(new Said("scan", PASS));
    command("lint", "true");
    Map<String, Object> config = Map.of("token", "s3cret", "branch", "main");
    assertThat(gates.shown("scan", config)).isEqualTo(Map.of("token", "***", "branch", "main"));
    assertThat(gates.shown("lint", config)).isEqualTo(config);
    assertThat(gates.shown("gone", config)).containsOnlyKeys("token", "branch");
    assertThat(gates.shown("gone", config).values()).containsOnly("***");
  }

  @Test
  public void aMissingGateIsARequiredErrorThatNamesTheNearest() throws Exception {
    command("security-scan", "true");
    GateResult result = gates.run(request("securty-scan"));
    assertThat(result.result()).isEqualTo(ERROR);
    assertThat(result.message()).isEqualTo("no gate 'securty-scan'; did you mean 'security-scan'?");
    assertThat(gates.run(request("quite-another")).message()).contains("patchbay.yaml");
    assertThat(result.stops()).isTrue();
    assertThat(gates.run(request(entry("securty-scan", false))).stops()).isFalse();
  }

  @Test
  public void aCommandRunsInTheTreeWithItsValuesAndOfTheDaemonsEnvironmentOnlyThePath()
      throws Exception {
    commands.add(
        gate("where", List.of("/bin/sh", "-c", "pwd; echo \"$1\"; env", "x", "l{level} {branch}")));
    GateResult result = gates.run(request("where"));
    assertThat(result.stdout().lines())
        .contains(tree.toRealPath().toString(), "l2 $(x) ; y", "PATCHBAY_BRANCH=$(x) ; y")
        .contains("PATCHBAY_LEVEL=2", "PATCHBAY_JOB=verify", "PATCHBAY_RUN=run-1")
        .noneMatch(line -> line.startsWith("HOME="));
    assertThat(result.command()).contains("l2 $(x) ; y");
  }

  @Test
  public void theWholeOutputIsInTheLogAndItsEndInTheResult() throws Exception {
    command("talker", "seq 1 100000; echo oops >&2");
    GateResult result = gates.run(request("talker"));
    assertThat(result.stdout()).hasSizeLessThanOrEqualTo(16 * 1024).endsWith("100000\n");
    assertThat(Files.readAllLines(log))
        .contains("1", "50000", "100000", "oops")
        .anyMatch(line -> line.contains("talker PASS"));
    assertThat(log.resolveSibling("").toFile().list()).containsExactly("level-2.log");
  }

  @Test
  public void commandsComeFirstThenPluginsEachInTheOrderListed() throws Exception {
    plugin("p1", PASS);
    plugin("p2", SKIP);
    command("c1", "true");
    command("c2", "true");
    assertThat(judged("p2", "c2", "p1", "c1")).containsExactly("c2", "c1", "p2", "p1");
  }

  @Test
  public void aRequiredFailureStopsTheRestAndAnotherDoesNot() throws Exception {
    command("warns", "exit 1");
    command("after", "true");
    plugin("judge", FAIL);
    plugin("never", PASS);
    assertThat(judged("warns", "after", "judge", "never"))
        .containsExactly("warns", "after", "judge");
  }

  @Test
  public void theJobsEntryDecidesWhatIsRequiredThenTheConfigurationThenThePlugin()
      throws Exception {
    command("scan", "exit 1");
    commands.add(new GateCommand("strict", List.of("false"), true, Duration.ofSeconds(5), 1));
    plugin("judge", FAIL);
    assertThat(gates.run(request("scan")).required()).isFalse();
    assertThat(gates.run(request(entry("scan", true))).required()).isTrue();
    assertThat(gates.run(request("strict")).required()).isTrue();
    assertThat(gates.run(request(entry("strict", false))).required()).isFalse();
    assertThat(gates.run(request("judge")).required()).isTrue();
    assertThat(gates.run(request(entry("judge", false))).stops()).isFalse();
  }

  @Test
  public void theCommandLinesConfigWinsOverTheDefinitions() {
    GateEntry entry =
        new GateEntry("s", Optional.empty(), Map.of("key", "job"), Optional.empty(), 1);
    GateRequest request =
        new GateRequest(context(), entry, Map.of("key", "line", "other", "line"), Map.of(), log);
    assertThat(request.configured().config()).isEqualTo(Map.of("key", "line", "other", "line"));
  }

  @Test
  public void aLogThatCannotBeWrittenIsAnError() throws Exception {
    command("good", "true");
    Files.createDirectories(log);
    assertThat(gates.run(request("good")).result()).isEqualTo(ERROR);
  }

  @Test
  public void everyGateIsListedOnceAndTheConfigurationsComesFirst() {
    command("scan", "true");
    plugin("scan", PASS);
    plugin("judge", PASS);
    assertThat(gates.names()).containsExactly("scan", "judge");
  }

  private List<String> judged(String... names) throws InterruptedException {
    List<String> told = new ArrayList<>();
    List<GateRequest> requests = List.of(names).stream().map(this::request).toList();
    List<GateResult> results = gates.judge(requests, result -> told.add(result.gateName()));
    assertThat(results).extracting(GateResult::gateName).isEqualTo(told);
    return told;
  }

  private void command(String name, String script) {
    commands.add(gate(name, List.of("/bin/sh", "-c", script)));
  }

  private static GateCommand gate(String name, List<String> command) {
    return new GateCommand(name, command, false, Duration.ofSeconds(20), 1);
  }

  private void plugin(String name, GateOutcome outcome) {
    plugins.add(new Said(name, outcome));
  }

  private static GateEntry entry(String name, boolean required) {
    return new GateEntry(name, Optional.of(required), Map.of(), Optional.empty(), 1);
  }

  private GateRequest request(String name) {
    return request(new GateEntry(name, Optional.empty(), Map.of(), Optional.empty(), 1));
  }

  private GateRequest request(GateEntry entry) {
    return new GateRequest(context(), entry, Map.of(), Map.of("branch", "$(x) ; y"), log);
  }

  private GateContext context() {
    return new GateContext("verify", "run-1", "", 2, tree, "c0ffee", List.of(), Map.of());
  }

  /** Says what it was told to. */
  private record Said(String name, GateOutcome outcome) implements Gate {
    @Override
    public GateInfo info() {
      return new GateInfo(name, "said 1.0", true, Duration.ofMinutes(5));
    }

    @Override
    public boolean isSecret(String key) {
      return key.equals("token");
    }

    @Override
    public Judgement judge(GateRequest request, Duration timeout, GateLog log) {
      return new Judgement(outcome, "", 0, "", "", "", List.of());
    }
  }
}
