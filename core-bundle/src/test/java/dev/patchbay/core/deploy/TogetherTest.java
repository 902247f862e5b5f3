package dev.patchbay.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.fixture.probe.Probe;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Two plugins whose next versions wait for one file of options: both come in, or none does. */
public class TogetherTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Set<String> BOTH = Set.of("judge", "envoy");
  private static final String OLD =
      "update: { timeout: 3s }\nplugins:\n  judge: { url: http://one }\n  envoy: { court: one }\n";

  @Rule public final BoardFixture fixture = new BoardFixture(Deployment.schema());

  private @Nullable Deployment started;
  private @Nullable Configuration next;

  @Before
  public void bothWait() throws Exception {
    started = Deployments.begin(fixture, fixture.configure(OLD));
    fixture.board().reconfigure(fixture.configuration()).get(30, TimeUnit.SECONDS);
    deployment().install(fixture.jar("judge", "1.0.0"));
    deployment().install(fixture.jar("envoy", "1.0.0"));
    await().atMost(SOON).until(() -> fixture.info("envoy").state().equals("connected"));
    for (String plugin : BOTH) {
      assertThatThrownBy(
              () -> deployment().update(fixture.jar("test." + plugin, plugin + "2", "2.0.0")))
          .isInstanceOf(DeployException.class)
          .hasMessageContaining("waits in plugins/");
    }
    next = fixture.configure(OLD.replace("url", "address").replace("court", "country"));
    assertThat(fixture.board().inspection().check(next(), deployment().waiting()).together())
        .isEqualTo(BOTH);
  }

  @After
  public void close() {
    deployment().close();
  }

  private Deployment deployment() {
    return Objects.requireNonNull(started);
  }

  private Configuration next() {
    return Objects.requireNonNull(next);
  }

  @Test
  public void whenOneIsRefusedTheOtherGoesOnAsItWas() throws Exception {
    Probe.mood("envoy", "fails");
    List<Arrival> arrivals = deployment().bring(BOTH, next());
    assertThat(arrivals).hasSize(2).noneMatch(Arrival::accepted);
    assertThat(arrivals).extracting(Arrival::reason).anyMatch(one -> one.contains("not received"));
    assertThat(versions()).containsExactly("envoy 1.0.0 connected", "judge 1.0.0 registered");
    assertThat(deployment().waiting()).containsOnlyKeys(BOTH);
    assertThat(Probe.SAID).doesNotContain("envoy 1.0.0 of one departs");
    await().atMost(SOON).until(() -> bundlesOfVersion(2) == 0);

    Probe.mood("envoy", "");
    assertThat(deployment().bring(BOTH, next())).hasSize(2).allMatch(Arrival::accepted);
    assertThat(versions()).containsExactly("envoy 2.0.0 connected", "judge 2.0.0 registered");
    assertThat(deployment().waiting()).isEmpty();
    assertThat(deployment().findings()).isEmpty();
    await().atMost(SOON).until(() -> bundlesOfVersion(1) == 0);
  }

  @Test
  public void whatIsReadyDoesNotGoAheadOfTheOther() throws Exception {
    Probe.shut();
    Probe.mood("envoy", "hangs");
    var arrivals =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return deployment().bring(BOTH, next());
              } catch (DeployException e) {
                throw new IllegalStateException(e);
              }
            });
    await().atMost(SOON).until(() -> Probe.SAID.contains("envoy 2.0.0 of one arrives"));
    await()
        .during(Duration.ofMillis(300))
        .until(() -> fixture.info("judge").version(), "1.0.0"::equals);
    Probe.open();
    assertThat(arrivals.get(30, TimeUnit.SECONDS)).allMatch(Arrival::accepted);
    assertThat(versions()).containsExactly("envoy 2.0.0 connected", "judge 2.0.0 registered");
  }

  @Test
  public void oneThatAUserStoppedStaysTheOldVersionWhenTheOtherIsRefused() throws Exception {
    deployment().stop("judge");
    Probe.mood("envoy", "fails");
    assertThat(deployment().bring(BOTH, next())).hasSize(2).noneMatch(Arrival::accepted);
    assertThat(versions()).containsExactly("envoy 1.0.0 connected", "judge 1.0.0 stopped");
    await().atMost(SOON).until(() -> bundlesOfVersion(2) == 0);
    Probe.mood("envoy", "");
    assertThat(deployment().bring(BOTH, next())).hasSize(2).allMatch(Arrival::accepted);
    assertThat(versions()).containsExactly("envoy 2.0.0 connected", "judge 2.0.0 stopped");
  }

  private List<String> versions() {
    return fixture.board().plugins().stream()
        .map(one -> one.name() + " " + one.version() + " " + one.state())
        .toList();
  }

  private long bundlesOfVersion(int major) {
    return Arrays.stream(fixture.framework().context().getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith("test."))
        .filter(bundle -> bundle.getVersion().getMajor() == major)
        .count();
  }
}
