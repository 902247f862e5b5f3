package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.gate.GateContext;
import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.fixture.probe.Probe;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** How one generation takes the place of another, or does not. */
public class UpdatesTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String BRISK = "update:\n  timeout: 1s\n";
  private static final String JUDGE = BRISK + "plugins:\n  judge:\n    url: http://one\n";

  @Rule public final BoardFixture fixture = new BoardFixture(BoardFixture.brisk());

  @Test
  public void aVersionThatSaysItIsUnhealthyDoesNotComeIn() throws Exception {
    configure(BRISK);
    fixture.plug("outpost", "1.0.0");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("connected"));
    Probe.mood("2.0.0 health", "unhealthy");
    Arrival arrival = fixture.plug("outpost", "2.0.0");
    assertThat(arrival.accepted()).isFalse();
    assertThat(arrival.reason()).contains("it is unhealthy: the roof leaks");
    assertThat(fixture.info("outpost").version()).isEqualTo("1.0.0");
    assertThat(fixture.info("outpost").reason()).contains("2.0.0 was refused").contains("leaks");
    assertThat(Probe.SAID).doesNotContain("1.0.0 disconnects");
    await().atMost(SOON).until(() -> Probe.SAID.contains("2.0.0 disconnects"));
  }

  @Test
  public void aVersionThatGetsWellInTimeComesIn() throws Exception {
    configure("update:\n  timeout: 10s\n");
    fixture.plug("outpost", "1.0.0");
    Probe.mood("2.0.0 health", "throws");
    var arrival = fixture.board().plug(installed("outpost", "2.0.0"));
    await().atMost(SOON).until(() -> Probe.SAID.contains("2.0.0 connects"));
    assertThat(fixture.info("outpost").version()).isEqualTo("1.0.0");
    Probe.mood("2.0.0 health", "");
    assertThat(arrival.get(30, TimeUnit.SECONDS).accepted()).isTrue();
    assertThat(fixture.info("outpost").version()).isEqualTo("2.0.0");
  }

  @Test
  public void oneThatWorksWithRestrictionsFollowsOnlyOneThatDoesSoToo() throws Exception {
    configure(BRISK);
    fixture.plug("outpost", "1.0.0");
    Probe.mood("2.0.0 health", "degraded");
    assertThat(fixture.plug("outpost", "2.0.0").reason()).contains("it is degraded");
    Probe.mood("1.0.0 health", "degraded");
    await().atMost(SOON).until(() -> fixture.info("outpost").state().equals("degraded"));
    assertThat(fixture.plug("outpost", "2.0.0").accepted()).isTrue();
  }

  @Test
  public void aConnectThatHangsIsTakenBackAtItsTimeAndTheOldOneNeverNotices() throws Exception {
    configure(BRISK);
    fixture.plug("outpost", "1.0.0");
    Probe.shut();
    Probe.mood("2.0.0 connect", "hangs");
    long begin = System.nanoTime();
    Arrival arrival = fixture.plug("outpost", "2.0.0");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    assertThat(arrival.accepted()).isFalse();
    assertThat(fixture.info("outpost").version()).isEqualTo("1.0.0");
    assertThat(fixture.info("outpost").state()).isEqualTo("connected");
    assertThat(Probe.SAID).doesNotContain("1.0.0 disconnects");
  }

  @Test
  public void eachIntegrationOfAnInstanceHasToBeConnected() throws Exception {
    configure(BRISK);
    fixture.plug("outpost", "1.0.0");
    Probe.mood("annex connect", "fails");
    Arrival arrival = fixture.plug("outpost", "2.0.0");
    assertThat(arrival.accepted()).isFalse();
    assertThat(arrival.reason()).contains("the door is locked");
  }

  @Test
  public void whatOwnsAPortGoesBeforeItsSuccessorComes() throws Exception {
    int port = freePort();
    configure(BRISK + "plugins:\n  porter:\n    port: " + port + "\n");
    fixture.plug("porter", "1.0.0");
    Arrival arrival = fixture.plug("porter", "2.0.0");
    assertThat(arrival.accepted()).as(arrival.reason()).isTrue();
    assertThat(fixture.info("porter").version()).isEqualTo("2.0.0");
    assertThat(Probe.SAID).containsExactly("1.0.0 opens", "1.0.0 closes", "2.0.0 opens");
    await().atMost(SOON).until(() -> bundles("test.porter").size() == 1);
  }

  @Test
  public void whatOwnsAPortComesBackWhenItsSuccessorFails() throws Exception {
    configure(BRISK + "plugins:\n  porter:\n    port: " + freePort() + "\n");
    fixture.plug("porter", "1.0.0");
    Probe.mood("porter 2.0.0", "fails");
    Arrival arrival = fixture.plug("porter", "2.0.0");
    assertThat(arrival.accepted()).isFalse();
    assertThat(arrival.reason()).contains("indisposed");
    // By the time that this was said it serves again.
    assertThat(Probe.SAID).containsExactly("1.0.0 opens", "1.0.0 closes", "1.0.0 opens");
    assertThat(fixture.info("porter").version()).isEqualTo("1.0.0");
    assertThat(fixture.info("porter").state()).isEqualTo("registered");
    assertThat(fixture.info("porter").reason()).contains("2.0.0 was refused");
    await().atMost(SOON).until(() -> bundles("test.porter").stream().allMatch("1.0.0"::equals));
  }

  @Test
  public void whatOwnsAPortComesBackWithItsOldOptionsWhenTheNewOnesFail() throws Exception {
    String porter = BRISK + "plugins:\n  porter:\n    port: " + freePort() + "\n";
    configure(porter + "    greeting: hello\n");
    fixture.plug("porter", "1.0.0");
    List<Arrival> arrivals =
        fixture
            .board()
            .reconfigure(fixture.configure(porter + "    greeting: rude\n"))
            .get(30, TimeUnit.SECONDS);
    assertThat(arrivals).singleElement().satisfies(one -> assertThat(one.accepted()).isFalse());
    assertThat(fixture.info("porter").state()).isEqualTo("registered");
    assertThat(Probe.SAID).containsExactly("1.0.0 opens", "1.0.0 closes", "1.0.0 opens");
  }

  @Test
  public void otherOptionsWhileTheOldVersionDrainsAreGivenToTheNewOne() throws Exception {
    fixture.plug("hanging", "1.0.0");
    CompletableFuture<Void> call = CompletableFuture.runAsync(() -> hang("hanging"));
    await().atMost(SOON).until(() -> Probe.SAID.contains("in"));
    fixture.plug("hanging", "2.0.0");
    fixture.board().reconfigure(fixture.configure("plugins:\n  hanging~b: {}\n")).get();
    assertThat(fixture.info("hanging", "b").version()).isEqualTo("2.0.0");
    Probe.open();
    call.get(30, TimeUnit.SECONDS);
  }

  @Test
  public void afterARefusedUpdateTheOldVersionIsStartedAgain() throws Exception {
    configure(BRISK);
    fixture.plug("outpost", "1.0.0");
    Probe.shut();
    Probe.mood("2.0.0 connect", "hangs");
    assertThat(fixture.plug("outpost", "2.0.0").accepted()).isFalse();
    fixture.board().stop("outpost").get(30, TimeUnit.SECONDS);
    Arrival arrival = fixture.board().start("outpost").get(30, TimeUnit.SECONDS);
    assertThat(arrival.version()).isEqualTo("1.0.0");
  }

  @Test
  public void whatIsNoLongerNamedGoesOnWithNoOptionsIfItCanAndWaitsIfNot() throws Exception {
    configure(JUDGE);
    fixture.plug("judge", "1.0.0");
    assertThat(fixture.info("judge").state()).isEqualTo("registered");
    configure(BRISK);
    assertThat(fixture.info("judge").state()).isEqualTo("unconfigured");
    assertThat(fixture.board().gates()).isEmpty();
    configure(JUDGE);
    assertThat(fixture.info("judge").state()).isEqualTo("registered");
  }

  @Test
  public void aVersionWithOtherOptionsComesInTogetherWithThem() throws Exception {
    configure(JUDGE);
    fixture.plug("judge", "1.0.0");
    Bundle later = fixture.framework().install(fixture.jar("test.judge", "judge2", "2.0.0"));
    Arrival waits = fixture.board().plug(later).get(30, TimeUnit.SECONDS);
    assertThat(waits.accepted()).isFalse();
    assertThat(waits.forOptions()).isTrue();
    assertThat(waits.reason()).contains("patchbay.yaml:5").contains("address");

    var next = fixture.configure(JUDGE.replace("url:", "address:"));
    assertThat(fixture.board().inspection().check(next, Map.of()).problems()).isNotEmpty();
    Bundle again = fixture.framework().install(fixture.jar("test.judge", "judge2", "2.0.0"));
    Arrival arrival = fixture.board().plug(again, next).get(30, TimeUnit.SECONDS);
    assertThat(arrival.accepted()).as(arrival.reason()).isTrue();
    assertThat(check("judge")).startsWith("2.0.0 http://one");
    assertThat(fixture.board().reconfigure(next).get(30, TimeUnit.SECONDS))
        .singleElement()
        .satisfies(one -> assertThat(one.accepted()).isTrue());
    assertThat(check("judge")).startsWith("2.0.0 http://one");
  }

  @Test
  public void filesOfItsOwnOutliveUpdatesAndAreNoOption() throws Exception {
    fixture.plug("keeper", "1.0.0");
    fixture.plug("keeper", "2.0.0");
    assertThat(check("keeper")).isEqualTo("1.0.0 2.0.0");
    assertThat(fixture.home().resolve("state/data/keeper~default/versions.txt")).exists();
    configure("plugins:\n  keeper~b:\n    color: blue\n");
    assertThat(check("keeper~b")).isEqualTo("2.0.0");
  }

  @Test
  public void aRehearsalSaysWhatWouldBeTouchedAndTouchesNothing() throws Exception {
    configure(JUDGE);
    fixture.plug("judge", "1.0.0");
    Bundle other = installed("judge", "2.0.0");
    Rehearsal rehearsal = fixture.board().inspection().rehearse(other, fixture.configuration());
    other.uninstall();
    assertThat(rehearsal.obstacle()).isEmpty();
    assertThat(rehearsal.starts()).containsExactly("judge: test.judge 2.0.0");
    assertThat(rehearsal.ends()).singleElement().asString().startsWith("test.judge 1.0.0 [");
    assertThat(rehearsal.refreshed()).isEmpty();
    Bundle wrong = fixture.framework().install(fixture.jar("test.judge", "judge2", "3.0.0"));
    assertThat(fixture.board().inspection().rehearse(wrong, fixture.configuration()).obstacle())
        .contains("address");
    wrong.uninstall();
    assertThat(check("judge")).startsWith("1.0.0");
    assertThat(bundles("test.judge")).containsExactly("1.0.0");
  }

  private void hang(String gate) {
    try {
      Objects.requireNonNull(fixture.board().gates().get(gate))
          .call(
              "check",
              Duration.ofSeconds(30),
              service -> {
                Probe.shut();
                Probe.say("in");
                Probe.hang();
                return true;
              });
    } catch (CallFailed e) {
      throw new IllegalStateException(e);
    }
  }

  private void configure(String yaml) throws Exception {
    fixture.board().reconfigure(fixture.configure(yaml)).get(30, TimeUnit.SECONDS);
  }

  private Bundle installed(String plugin, String version) throws Exception {
    return fixture.framework().install(fixture.jar(plugin, version));
  }

  private List<String> bundles(String symbolicName) {
    return List.of(fixture.framework().context().getBundles()).stream()
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .map(bundle -> bundle.getVersion().toString())
        .toList();
  }

  private String check(String gate) throws CallFailed {
    Plugged<QualityGate> one = Objects.requireNonNull(fixture.board().gates().get(gate), gate);
    GateContext context =
        new GateContext("job", "run", "", 1, Path.of("."), "c", List.of(), Map.of());
    return one.call("check", Duration.ofSeconds(30), service -> service.check(context)).message();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
