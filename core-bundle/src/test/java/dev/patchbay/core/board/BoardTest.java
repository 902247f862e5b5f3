package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.PluginQuarantined;
import dev.patchbay.api.event.PluginRegistered;
import dev.patchbay.api.event.PluginRemoved;
import dev.patchbay.api.event.PluginUpdated;
import dev.patchbay.api.gate.GateContext;
import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.framework.PluginJar;
import dev.patchbay.fixture.probe.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;

public class BoardTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String JUDGE =
      "plugins:\n  judge:\n    url: http://one\n    token: s3cret\n";

  @Rule public final BoardFixture fixture = new BoardFixture();

  @Test
  public void installedMeansActiveWhenNoOptionIsNeeded() throws Exception {
    Arrival arrival = fixture.plug("counting", "1.0.0");
    assertThat(arrival.accepted()).as(arrival.reason()).isTrue();
    assertThat(arrival.state()).isEqualTo(PluginState.REGISTERED);
    assertThat(fixture.info("counting").types()).containsExactly("hook");
    await().atMost(SOON).until(() -> events(PluginRegistered.class).size() == 1);
    await()
        .atMost(SOON)
        .until(() -> fixture.home().resolve("state/plugins.json").toFile().exists());
  }

  @Test
  public void onePluginThatNeedsAnOptionWaitsForItAndSaysSo() throws Exception {
    Arrival arrival = fixture.plug("judge", "1.0.0");
    assertThat(arrival.state()).isEqualTo(PluginState.UNCONFIGURED);
    assertThat(arrival.reason()).contains("needs url").contains("patchbay.yaml");
    assertThat(fixture.board().gates()).isEmpty();

    fixture.board().reconfigure(fixture.configure(JUDGE)).get(30, TimeUnit.SECONDS);
    assertThat(fixture.info("judge").state()).isEqualTo("registered");
    assertThat(verdict("judge")).isEqualTo("1.0.0 http://one s3cret 3");
  }

  @Test
  public void eachInstanceHasOptionsOfItsOwnAndSecretsAreNotPublished() throws Exception {
    configure(JUDGE + "  judge~b:\n    url: http://two\n    limit: 7\n");
    fixture.plug("judge", "1.0.0");
    assertThat(verdict("judge")).isEqualTo("1.0.0 http://one s3cret 3");
    assertThat(verdict("judge~b")).isEqualTo("1.0.0 http://two  7");
    assertThat(gate("judge").properties())
        .doesNotContainValue("s3cret")
        .containsEntry("url", "http://one");
  }

  @Test
  public void whatIsInstalledIsShownAsTheInstancesThatAreConfigured() throws Exception {
    configure(JUDGE.replace("judge", "judge~b"));
    fixture.framework().install(fixture.jar("judge", "1.0.0"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(fixture.board().plugins())
                    .extracting(PluginInfo::instance, PluginInfo::state)
                    .containsExactly(tuple("b", "discovered")));
  }

  @Test
  public void whatComesAfterTheEndOfTheBoardIsLetGo() {
    fixture.board().close();
    assertThatCode(() -> fixture.board().forgive("judge")).doesNotThrowAnyException();
  }

  @Test
  public void wrongOptionsMakeThePluginInvalidWithFileAndLine() throws Exception {
    configure("plugins:\n  judge:\n    url: x\n    limitt: 3\n");
    Arrival arrival = fixture.plug("judge", "1.0.0");
    assertThat(arrival.state()).isEqualTo(PluginState.INVALID);
    assertThat(arrival.reason()).startsWith("patchbay.yaml:4:").contains("limit");
  }

  @Test
  public void updateBringsTheNewVersionAndRemovesTheOldOne() throws Exception {
    configure(JUDGE);
    Bundle old = fixture.framework().install(fixture.jar("judge", "1.0.0"));
    fixture.board().plug(old).get(30, TimeUnit.SECONDS);
    Plugged<QualityGate> kept = gate("judge");

    Arrival arrival = fixture.plug("judge", "2.0.0");
    assertThat(arrival.accepted()).as(arrival.reason()).isTrue();
    assertThat(verdict("judge")).startsWith("2.0.0");
    await().atMost(SOON).until(() -> old.getState() == Bundle.UNINSTALLED);
    assertThatThrownBy(() -> check(kept, Duration.ofSeconds(30)))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("1.0.0");
    await().atMost(SOON).until(() -> events(PluginUpdated.class).size() == 1);
    assertThat(events(PluginUpdated.class).getFirst().fromVersion()).isEqualTo("1.0.0");
    assertThat(fixture.framework().configurations().listConfigurations(null)).hasSize(1);
  }

  @Test
  public void anUpdateThatFailsLeavesTheOldOneAndSaysWhy() throws Exception {
    fixture.plug("linked", "1.0.0");
    assertThat(fixture.info("linked").state()).isEqualTo("connected");
    Probe.reachable(false);
    configure("update:\n  timeout: 1s\n");
    fixture.board().reconfigure(fixture.configuration()).get(30, TimeUnit.SECONDS);

    Arrival arrival = fixture.plug("linked", "2.0.0");
    assertThat(arrival.accepted()).isFalse();
    assertThat(arrival.reason()).contains("nobody answers");
    assertThat(fixture.info("linked").version()).isEqualTo("1.0.0");
    assertThat(fixture.info("linked").state()).isEqualTo("connected");
    assertThat(fixture.info("linked").reason()).contains("2.0.0 was refused");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(fixture.framework().context().getBundles())
                    .noneMatch(
                        bundle ->
                            bundle.getVersion().getMajor() == 2
                                && bundle.getSymbolicName().equals("test.linked")));
    assertThat(Probe.SAID).doesNotContain("1.0.0 disconnects");
  }

  @Test
  public void otherOptionsAreAnotherGenerationOfTheSameBundle() throws Exception {
    configure(JUDGE);
    fixture.plug("judge", "1.0.0");
    fixture
        .board()
        .reconfigure(fixture.configure(JUDGE.replace("one", "other")))
        .get(30, TimeUnit.SECONDS);
    assertThat(verdict("judge")).isEqualTo("1.0.0 http://other s3cret 3");
    await()
        .atMost(SOON)
        .until(() -> fixture.framework().configurations().listConfigurations(null).length == 1);
  }

  @Test
  public void whatRequiresAnotherApiSaysWhatItNeeds() throws Exception {
    Path jar =
        PluginJar.of(
            "counting",
            "1.0.0",
            fixture.home().resolve("future.jar"),
            "dev.patchbay.api.hook;version=\"[2,3)\",*");
    Arrival arrival =
        fixture.board().plug(fixture.framework().install(jar)).get(30, TimeUnit.SECONDS);
    assertThat(arrival.accepted()).isFalse();
    assertThat(fixture.info("counting").state()).isEqualTo("discovered");
    assertThat(fixture.info("counting").reason())
        .contains("dev.patchbay.api.hook [2.0.0,3.0.0)")
        .contains("there is only 1.0.0");
  }

  @Test
  public void whatItsAuthorGotWrongIsNamedWithItsMend() throws Exception {
    Arrival arrival = fixture.plug("eager", "1.0.0");
    assertThat(arrival.state()).isEqualTo(PluginState.INVALID);
    assertThat(arrival.reason()).contains("immediate = true");
  }

  @Test
  public void hangingActivationBlocksNobody() throws Exception {
    Probe.shut();
    var stuck = fixture.board().plug(fixture.framework().install(fixture.jar("stuck", "1.0.0")));
    await().atMost(SOON).until(() -> Probe.SAID.contains("stuck begins"));
    configure(JUDGE);
    fixture.board().reconfigure(fixture.configuration()).get(30, TimeUnit.SECONDS);
    long begin = System.nanoTime();
    fixture.plug("judge", "1.0.0");
    assertThat(verdict("judge")).startsWith("1.0.0");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    assertThat(stuck.get(30, TimeUnit.SECONDS).state()).isEqualTo(PluginState.RESOLVED);
    Probe.open();
    await().atMost(SOON).until(() -> fixture.info("stuck").state().equals("registered"));
  }

  @Test
  public void aCallThatDoesNotReturnQuarantinesUntilThePluginIsStartedAnew() throws Exception {
    fixture.plug("clinging", "1.0.0");
    fixture.plug("hanging", "1.0.0");
    Plugged<QualityGate> gate = gate("hanging");
    assertThatThrownBy(
            () ->
                gate.call(
                    "check",
                    Duration.ofMillis(100),
                    service -> {
                      Probe.shut();
                      Probe.hang();
                      return true;
                    }))
        .isInstanceOfSatisfying(CallFailed.class, e -> assertThat(e.timedOut()).isTrue());
    await().atMost(SOON).until(() -> fixture.info("hanging").state().equals("quarantined"));
    assertThat(fixture.info("hanging").reason()).contains("check").contains("did not return");
    assertThat(verdict("clinging")).isEqualTo("1.0.0");
    await().atMost(SOON).until(() -> events(PluginQuarantined.class).size() == 1);

    Probe.open();
    assertThat(fixture.board().start("hanging").get(30, TimeUnit.SECONDS).state())
        .isEqualTo(PluginState.REGISTERED);
    assertThat(verdict("hanging")).isEqualTo("let through");
  }

  @Test
  public void aSlowCallThatHonoursItsInterruptIsNotQuarantined() throws Exception {
    fixture.plug("hanging", "1.0.0");
    Probe.shut();
    assertThatThrownBy(() -> check(gate("hanging"), Duration.ofMillis(300)))
        .isInstanceOfSatisfying(
            CallFailed.class,
            e -> assertThat(e.failure().cause()).isEqualTo(Failure.Cause.TIMED_OUT));
    assertThat(fixture.info("hanging").state()).isEqualTo("registered");
  }

  @Test
  public void hangingDeactivationIsShownAndTheNewVersionServes() throws Exception {
    fixture.plug("clinging", "1.0.0");
    Probe.shut();
    Arrival arrival = fixture.plug("clinging", "2.0.0");
    assertThat(arrival.accepted()).as(arrival.reason()).isTrue();
    assertThat(verdict("clinging")).isEqualTo("2.0.0");
    assertThat(fixture.framework().context().getBundles())
        .anyMatch(bundle -> bundle.toString().contains("test.clinging"));
    Probe.open();
  }

  @Test
  public void stoppedStaysStoppedAcrossRestartsUntilItIsStarted() throws Exception {
    fixture.plug("counting", "1.0.0");
    fixture.board().stop("counting").get(30, TimeUnit.SECONDS);
    assertThat(fixture.info("counting").state()).isEqualTo("stopped");
    fixture.board().close();
    fixture.startBoard();
    Arrival arrival = fixture.plug("counting", "1.1.0");
    assertThat(arrival.state()).isEqualTo(PluginState.STOPPED);
    fixture.board().start("counting").get(30, TimeUnit.SECONDS);
    assertThat(fixture.info("counting").state()).isEqualTo("registered");
  }

  @Test
  public void plainStartStopUpdateAndUninstallAreNoticed() throws Exception {
    Bundle bundle = fixture.framework().install(fixture.jar("counting", "1.0.0"));
    await().atMost(SOON).until(() -> fixture.info("counting").state().equals("discovered"));
    bundle.start();
    await().atMost(SOON).until(() -> fixture.info("counting").state().equals("registered"));
    bundle.stop();
    await().atMost(SOON).until(() -> fixture.info("counting").state().equals("stopped"));
    bundle.start();
    await().atMost(SOON).until(() -> fixture.info("counting").state().equals("registered"));
    try (var other = Files.newInputStream(fixture.jar("counting", "1.1.0"))) {
      bundle.update(other);
    }
    await().atMost(SOON).until(() -> fixture.info("counting").version().equals("1.1.0"));
    await().atMost(SOON).until(() -> fixture.info("counting").state().equals("registered"));
    bundle.uninstall();
    await().atMost(SOON).until(() -> fixture.board().plugins().isEmpty());
    await().atMost(SOON).until(() -> events(PluginRemoved.class).size() == 1);
  }

  @Test
  public void whatIsConfiguredAndNotInstalledIsMissing() throws Exception {
    fixture.plug("counting", "1.0.0");
    fixture.board().reconfigure(fixture.configure("plugins:\n  countin: {}\n")).get();
    assertThat(fixture.info("countin").state()).isEqualTo("missing");
    assertThat(fixture.info("countin").reason()).contains("did you mean 'counting'");

    configure("");
    assertThat(fixture.board().plugins()).extracting(PluginInfo::name).containsExactly("counting");
  }

  private void configure(String yaml) throws Exception {
    fixture.board().reconfigure(fixture.configure(yaml)).get(30, TimeUnit.SECONDS);
  }

  private String verdict(String gate) throws CallFailed {
    return check(gate(gate), Duration.ofSeconds(30));
  }

  private Plugged<QualityGate> gate(String name) {
    return Objects.requireNonNull(fixture.board().gates().get(name), name);
  }

  private static String check(Plugged<QualityGate> gate, Duration timeout) throws CallFailed {
    GateContext context =
        new GateContext("job", "run", "", 1, Path.of("."), "c", List.of(), Map.of());
    return gate.call("check", timeout, service -> service.check(context)).message();
  }

  private <E extends Event> List<E> events(Class<E> type) {
    return fixture.log().read(0, 1000).stream().filter(type::isInstance).map(type::cast).toList();
  }
}
