package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.itest.fixture.hostile.Hostile;
import dev.patchbay.itest.fixture.leaking.Leaking;
import dev.patchbay.itest.fixture.sitting.Sitting;
import dev.patchbay.itest.fixture.witness.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import tools.jackson.databind.JsonNode;

/**
 * Plugins that do all the harm they can by accident, in a daemon as it is shipped, beside one that
 * is as it should be: ten thousand calls of them, and then a look at what has become of everybody.
 */
public class HostileIT {
  private static final int ROUND = 200;
  private static final int ROUNDS = 5;
  private static final Duration LONG = Duration.ofMinutes(2);

  /** These get every event. */
  private static final List<String> FAILING =
      List.of("throws", "error", "overflow", "exits", "halts", "references", "hook");

  private static final List<String> BURDENING = List.of("memory", "floods", "threads");

  /** These do not come back from their first. */
  private static final List<String> KEEPING = List.of("hangs", "swallows", "spins");

  /** These are called no more after a while. */
  private static final List<String> BARRED = List.of("hangs", "swallows", "spins", "memory");

  private static Scratch scratch;
  private static Asked asked;
  private static RunningDaemon daemon;
  private static long calm;
  private static long beset;
  private static Map<String, JsonNode> plugins;

  @BeforeClass
  public static void letThemLoose() throws Exception {
    scratch = Scratch.empty("hostile");
    asked = new Asked(scratch);
    for (Class<?> plugin : List.of(Witness.class, Hostile.class, Leaking.class, Sitting.class)) {
      Fixtures.bundle(plugin, "1.0.0", scratch.jars());
    }
    Files.writeString(scratch.configuration(), configuration());
    Repository repository = Repository.create(scratch.folder());
    daemon = RunningDaemon.up(scratch, "daemon", "-Dpatchbay.hook.timeout=PT1S");
    drop("witness");
    awaitState("witness", "registered");
    repository.tag("warm", ROUND);
    awaitTold(ROUND);
    repository.tag("calm", ROUND);
    awaitTold(2 * ROUND);
    calm = percentile("calm");

    drop("leaking");
    awaitState("leaking", "registered");
    drop("hostile");
    awaitState("hostile~spins", "registered");
    drop("sitting");
    for (int round = 1; round <= ROUNDS; round++) {
      repository.tag("beset" + round, ROUND);
      awaitTold((2 + round) * ROUND);
    }
    beset = percentile("beset");
    await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(HostileIT::isOver);
    plugins = asked.plugins().stream().collect(Collectors.toMap(Asked::label, Function.identity()));
  }

  private static String configuration() {
    StringBuilder yaml = new StringBuilder("daemon: { drain: 1s }\nplugins:\n");
    yaml.append("  witness: { file: '").append(told()).append("' }\n");
    for (String behaviour : Stream.of(FAILING, BURDENING, KEEPING).flatMap(List::stream).toList()) {
      yaml.append("  hostile~").append(behaviour).append(": { behaviour: ").append(behaviour);
      yaml.append(" }\n");
    }
    yaml.append("  sitting~first: { where: activation }\n");
    yaml.append("  sitting~second: { where: deactivation }\n");
    return yaml.toString();
  }

  @AfterClass
  public static void theDaemonEndsInTimeAllTheSame() throws InterruptedException {
    if (daemon == null) {
      return;
    }
    try (RunningDaemon ending = daemon) {
      ending.terminate();
      assertThat(ending.exit()).isZero();
    }
  }

  @Test
  public void theProcessIsTheSameAndTenThousandCallsWereMade() {
    assertThat(daemon.isAlive()).isTrue();
    long calls =
        plugins.values().stream()
            .mapToLong(each -> each.path("delivered").asLong() + each.path("failed").asLong())
            .sum();
    assertThat(calls).isGreaterThanOrEqualTo(10_000);
  }

  /** A loaded machine must not decide: twice as late, and what its collections may take. */
  @Test
  public void theGoodHookIsToldEverythingAndHardlyLater() throws IOException {
    assertThat(Files.readAllLines(told()).stream().map(line -> line.split(" ")[0]))
        .hasSize((2 + ROUNDS) * ROUND)
        .doesNotHaveDuplicates();
    assertThat(plugins.get("witness").path("failed").asLong()).isZero();
    assertThat(Duration.ofNanos(beset * 1000))
        .isLessThan(Duration.ofNanos(calm * 2000).plusMillis(1500));
  }

  @Test
  public void whatThrowsIsADeadLetterAndChangesNothingElse() {
    for (String behaviour : FAILING) {
      JsonNode plugin = plugins.get("hostile~" + behaviour);
      assertThat(plugin.path("state").asString()).as(behaviour).isEqualTo("registered");
      assertThat(plugin.path("failed").asLong()).as(behaviour).isEqualTo(ROUNDS * ROUND);
    }
  }

  @Test
  public void whoRunsOutOfMemoryAgainAndAgainIsQuarantinedAndNamed() {
    JsonNode plugin = plugins.get("hostile~memory");
    assertThat(plugin.path("failed").asLong())
        .as("big allocations that were survived")
        .isEqualTo(2);
    assertThat(plugin.path("state").asString()).isEqualTo("quarantined");
    assertThat(plugin.path("reason").asString()).contains("ran out of memory 3 times");
  }

  @Test
  public void whoKeepsAThreadIsQuarantinedAndNamed() {
    for (String behaviour : List.of("swallows", "spins")) {
      JsonNode plugin = plugins.get("hostile~" + behaviour);
      assertThat(plugin.path("state").asString()).as(behaviour).isEqualTo("quarantined");
      assertThat(plugin.path("reason").asString()).contains("hostile~" + behaviour, "given up");
    }
  }

  @Test
  public void exitsAreRefusedAndTheCallerIsNamed() throws IOException {
    String log = Files.readString(scratch.home().resolve("logs/patchbay.log"));
    String letters = asked.text("dead-letters", "--json");
    assertThat(letters)
        .contains(
            "plugin hostile: dev.patchbay.itest.fixture.hostile.Hostile.on called System.exit(",
            "called Runtime.halt(",
            "called Runtime.exit(",
            "called Runtime.addShutdownHook, which would outlive the plugin");
    assertThat(log).contains("refused: plugin hostile: dev.patchbay.itest.fixture.hostile.Hostile");
  }

  @Test
  public void aFloodIsBoundedAndDrownsNobodyElsesLog() throws IOException {
    Path logs = scratch.home().resolve("logs");
    long flood = 0;
    try (Stream<Path> files = Files.list(logs.resolve("plugins"))) {
      for (Path file : files.filter(each -> each.toString().contains("hostile")).toList()) {
        flood += Files.size(file);
      }
    }
    assertThat(flood).isBetween(1L << 20, 45L << 20);
    assertThat(Files.size(logs.resolve("patchbay.log"))).isLessThan(2L << 20);
    assertThat(Files.readString(logs.resolve("patchbay.log")))
        .contains("ready in", "hostile~spins", "more warnings of hostile");
    assertThat(Files.readString(logs.resolve("plugins/hostile.log")))
        .contains("[hostile] ", "is worth a line", "hostile floods its log: what it says more");
  }

  @Test
  public void aThreadThatEndsByAnExceptionIsNamed() throws IOException {
    assertThat(Files.readString(scratch.home().resolve("logs/plugins/leaking.log")))
        .contains("thread 'nobody-catches' of the plugin leaking ended", "as nobody expected");
  }

  @Test
  public void whatAPluginLeavesBehindIsNamed() throws IOException {
    Files.delete(scratch.plugins().resolve("leaking.jar"));
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(asked.text("doctor"))
                    .contains(
                        "leaking 1.0.0",
                        "thread 'left-behind'",
                        "timer 'left-timer'",
                        "JMX bean com.example:type=Left"));
    assertThat(Files.readString(scratch.home().resolve("logs/patchbay.log")))
        .contains("thread 'left-behind'");
  }

  private static void drop(String plugin) throws IOException {
    Path half = scratch.plugins().resolve("." + plugin + ".part");
    Files.copy(scratch.jar(plugin, "1.0.0"), half);
    Files.move(half, scratch.plugins().resolve(plugin + ".jar"));
  }

  private static void awaitState(String plugin, String state) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(asked.plugin(plugin))
                    .hasValueSatisfying(
                        is -> assertThat(is.path("state").asString()).isEqualTo(state)));
  }

  /** Those who come back have been told all, and those who do not are barred. */
  private static boolean isOver() {
    return asked.plugins().stream()
        .filter(each -> each.path("name").asString().equals("hostile"))
        .filter(each -> !each.path("instance").asString().equals("hangs"))
        .allMatch(
            each ->
                BARRED.contains(each.path("instance").asString())
                    ? each.path("state").asString().equals("quarantined")
                    : each.path("lag").asLong() == 0);
  }

  private static Path told() {
    return scratch.folder().resolve("told.txt");
  }

  private static void awaitTold(int number) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(told()) && Files.readAllLines(told()).size() >= number);
  }

  /** Of the lateness of these tags in microseconds, the 99th. */
  private static long percentile(String tags) throws IOException {
    List<Long> late =
        Files.readAllLines(told()).stream()
            .filter(line -> line.contains(tags))
            .map(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
            .sorted()
            .toList();
    return late.get((int) Math.ceil(late.size() * 0.99) - 1);
  }
}
