package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.Health;
import dev.patchbay.api.Integration;
import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.query.Integrations;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.fixture.probe.Greeter;
import dev.patchbay.fixture.probe.Probe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

/** Integrations: connected, asked for their health, found by others. */
public class ConnectionsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Rule public final BoardFixture fixture = new BoardFixture(BoardFixture.brisk());

  @Test
  public void connectsAgainAndAgainUntilItIsConnected() throws Exception {
    Probe.mood("1.0.0 connect", "fails");
    fixture.plug("outpost", "1.0.0");
    await().atMost(SOON).until(() -> connects() > 2);
    assertThat(fixture.info("outpost").state()).isEqualTo("registered");
    assertThat(fixture.info("outpost").reason())
        .contains("not connected")
        .contains("nobody answers");
    assertThat(fixture.info("outpost").health().state()).isEqualTo(Health.State.UNHEALTHY);
    Probe.mood("1.0.0 connect", "");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("connected"));
    assertThat(Probe.SAID).contains("annex connects");
  }

  @Test
  public void healthIsAskedAgainAndShown() throws Exception {
    fixture.plug("outpost", "1.0.0");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("connected"));
    for (String state : new String[] {"degraded", "unhealthy"}) {
      Probe.mood("1.0.0 health", state);
      await()
          .atMost(SOON)
          .until(() -> fixture.info("outpost").health().state().name().equalsIgnoreCase(state));
      assertThat(fixture.info("outpost").state()).isEqualTo("degraded");
    }
    assertThat(fixture.info("outpost").reason()).isEqualTo("the roof leaks");
    Probe.mood("1.0.0 health", "");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("connected"));
  }

  @Test
  public void aHealthThatHangsQuarantinesThePluginAndNobodyElse() throws Exception {
    fixture.plug("outpost", "1.0.0");
    fixture.plug("counting", "1.0.0");
    Probe.shut();
    Probe.mood("1.0.0 health", "hangs");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("quarantined"));
    assertThat(fixture.info("outpost").reason()).contains("health").contains("did not return");
    assertThat(fixture.info("counting").state()).isEqualTo("registered");
  }

  @Test
  public void onceItIsStartedAnewItsHealthIsAskedAgainAndAgain() throws Exception {
    fixture.plug("outpost", "1.0.0");
    Probe.shut();
    Probe.mood("1.0.0 health", "hangs");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("quarantined"));
    Probe.open();
    Probe.mood("1.0.0 health", "degraded");
    assertThat(fixture.board().start("outpost").get(30, TimeUnit.SECONDS).accepted()).isTrue();
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("degraded"));
    assertThat(fixture.info("outpost").health().message()).isEqualTo("one window is broken");
    Probe.mood("1.0.0 health", "");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("connected"));
  }

  @Test
  public void aConnectThatHangsQuarantinesThePluginAndNobodyElse() throws Exception {
    Probe.shut();
    Probe.mood("1.0.0 connect", "hangs");
    fixture.plug("outpost", "1.0.0");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("quarantined"));
    assertThat(fixture.info("outpost").reason()).contains("connect").contains("did not return");
    assertThat(fixture.plug("counting", "1.0.0").state()).isEqualTo(PluginState.REGISTERED);
  }

  @Test
  public void allAreDisconnectedWhenTheDaemonEnds() throws Exception {
    fixture.plug("outpost", "1.0.0");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("connected"));
    assertThat(fixture.board().drain(SOON)).isTrue();
    assertThat(Probe.SAID).contains("1.0.0 disconnects", "annex disconnects");
  }

  @Test
  public void whatNeverConnectedIsNotDisconnectedAndHoldsUpNoEnd() throws Exception {
    Probe.shut();
    Probe.mood("1.0.0 connect", "hangs");
    fixture.plug("outpost", "1.0.0");
    assertThat(fixture.board().drain(Duration.ofSeconds(30))).isTrue();
    assertThat(Probe.SAID).doesNotContain("1.0.0 disconnects");
  }

  @Test
  public void othersFindAnIntegrationByTypeAndNameAcrossItsVersions() throws Exception {
    Integrations integrations = fixture.board().integrations();
    assertThat(integrations.find(Greeter.class, "outpost")).isEmpty();
    fixture.plug("outpost", "1.0.0");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("connected"));
    Greeter greeter = integrations.find(Greeter.class, "outpost").orElseThrow();
    assertThat(greeter.greet("Ada")).isEqualTo("1.0.0 greets Ada");
    assertThat(greeter.health()).isEqualTo(Health.healthy());
    assertThat(greeter).hasToString("Greeter outpost");
    assertThat(integrations.find(Integration.class, "outpost~other")).isEmpty();

    fixture.plug("outpost", "2.0.0");
    assertThat(greeter.greet("Ada")).isEqualTo("2.0.0 greets Ada");
    assertThatThrownBy(() -> greeter.greet("nobody"))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
              assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
            });
    assertThatThrownBy(greeter::disconnect).hasMessageContaining("the daemon's to call");
    assertThat(Probe.SAID.stream().filter("2.0.0 disconnects"::equals)).isEmpty();

    fixture.board().unplug("outpost", "test").get(30, TimeUnit.SECONDS);
    assertThatThrownBy(() -> greeter.greet("Ada"))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  public void oneThatIsNotConnectedAnswersThatItIsUnavailableAndWhy() throws Exception {
    Probe.mood("1.0.0 connect", "fails");
    fixture.plug("outpost", "1.0.0");
    Greeter greeter = fixture.board().integrations().find(Greeter.class, "outpost").orElseThrow();
    assertThatThrownBy(() -> greeter.greet("Ada"))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessageContaining("nobody answers");
  }

  private static long connects() {
    return Probe.SAID.stream().filter("1.0.0 connects"::equals).count();
  }
}
