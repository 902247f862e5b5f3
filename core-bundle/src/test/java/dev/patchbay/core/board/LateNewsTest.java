package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.framework.HeldNews;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;

/** What the framework tells comes late when the machine is busy; nothing may hang on it. */
public class LateNewsTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String JUDGE = "plugins:\n  judge:\n    url: http://one\n";
  private static final String STARTED = BundleEvent.STARTED + " test.twins";

  @Rule public final BoardFixture fixture = new BoardFixture();

  @Test
  public void aDeletedConfigurationDoesNotHitWhatComesToTheSameLocation() throws Exception {
    configure(JUDGE);
    Path jar = fixture.jar("judge", "1.0.0");
    Bundle old = fixture.framework().install(jar);
    fixture.board().plug(old).get(30, TimeUnit.SECONDS);
    HeldNews news = HeldNews.ofConfigurations(fixture.framework());
    fixture.plug("judge", "2.0.0");
    await().atMost(SOON).until(() -> old.getState() == Bundle.UNINSTALLED);

    Bundle again = fixture.framework().install(jar);
    assertThat(again.getLocation()).isEqualTo(old.getLocation());
    Arrival arrival = fixture.board().plug(again).get(30, TimeUnit.SECONDS);
    assertThat(arrival.state()).as(arrival.reason()).isEqualTo(PluginState.REGISTERED);
    Plugged<QualityGate> gate = Objects.requireNonNull(fixture.board().gates().get("judge"));
    assertThat(gate.version()).isEqualTo("1.0.0");
    news.releaseConfigurations();
    assertThat(gate.refusal()).isEmpty();
  }

  @Test
  public void aStartByTheBoardIsNotTakenForOneByAUserWhenItIsToldLate() throws Exception {
    HeldNews news = HeldNews.ofBundles(fixture.framework());
    Bundle twins = fixture.framework().install(fixture.jar("twins", "1.0.0"));
    Arrival arrival = fixture.board().plug(twins).get(30, TimeUnit.SECONDS);
    assertThat(arrival.state()).isEqualTo(PluginState.INVALID);
    await().atMost(SOON).until(() -> twins.getState() == Bundle.RESOLVED);
    news.release();
    await().atMost(SOON).until(() -> news.heard().contains(STARTED));
    await()
        .during(Duration.ofMillis(500))
        .atMost(SOON)
        .until(() -> Collections.frequency(news.heard(), STARTED) == 1);
  }

  @Test
  public void otherOptionsFindABundleThatIsUninstalledBeforeTheBoardKnows() throws Exception {
    configure(JUDGE);
    Bundle judge = fixture.framework().install(fixture.jar("judge", "1.0.0"));
    fixture.board().plug(judge).get(30, TimeUnit.SECONDS);
    HeldNews news = HeldNews.ofBundles(fixture.framework());
    judge.uninstall();
    var next = fixture.configure(JUDGE.replace("one", "two"));
    assertThat(fixture.board().inspection().check(next, Map.of()).problems()).isEmpty();
    List<Arrival> arrivals = fixture.board().reconfigure(next).get(30, TimeUnit.SECONDS);
    assertThat(arrivals).noneMatch(Arrival::accepted);
    news.release();
    await().atMost(SOON).until(() -> fixture.info("judge").state().equals("missing"));
  }

  @Test
  public void whatWaitsForItsTurnIsNotClearedAwayByWhatIsDoneBefore() throws Exception {
    configure(JUDGE);
    fixture.plug("judge", "1.0.0");
    HeldNews news = HeldNews.ofConfigurations(fixture.framework());
    var options =
        fixture.board().reconfigure(fixture.configure(JUDGE.replace("http://one", "http://two")));
    Bundle next = fixture.framework().install(fixture.jar("judge", "2.0.0"));
    var version = fixture.board().plug(next);
    news.releaseConfigurations();
    assertThat(options.get(30, TimeUnit.SECONDS)).allMatch(Arrival::accepted);
    Arrival arrival = version.get(30, TimeUnit.SECONDS);
    assertThat(arrival.accepted()).as(arrival.reason()).isTrue();
    assertThat(next.getState()).isEqualTo(Bundle.ACTIVE);
  }

  private void configure(String yaml) throws Exception {
    fixture.board().reconfigure(fixture.configure(yaml)).get(30, TimeUnit.SECONDS);
  }
}
