package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.core.framework.BoardFixture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** A plugin that requires another comes when that one is there, and stays when it goes. */
public class NeedsTest {
  @Rule public final BoardFixture fixture = new BoardFixture();

  @Test
  public void whatRequiresAnotherPluginWaitsForItAndStaysWithoutIt() throws Exception {
    Arrival waits = fixture.plug("asking", "1.0.0");
    assertThat(waits.accepted()).isTrue();
    assertThat(waits.state()).isEqualTo(PluginState.DISCOVERED);
    assertThat(waits.reason()).isEqualTo("requires plugin counting, which is not there");
    assertThat(fixture.info("asking").reason()).isEqualTo(waits.reason());
    fixture.plug("linked", "1.0.0");
    fixture.board().followed().get(30, TimeUnit.SECONDS);
    assertThat(fixture.info("asking").state()).isEqualTo("discovered");

    fixture.plug("counting", "1.0.0");
    fixture.board().followed().get(30, TimeUnit.SECONDS);
    assertThat(fixture.info("asking").state()).isEqualTo("registered");
    assertThat(fixture.info("asking").reason()).isEmpty();

    fixture.board().unplug("counting", "test").get(30, TimeUnit.SECONDS);
    assertThat(fixture.info("asking").state()).isEqualTo("registered");
    assertThat(fixture.plug("asking", "2.0.0").accepted()).isTrue();
    assertThat(fixture.info("asking").version()).isEqualTo("2.0.0");
  }

  @Test
  public void whatWaitsComesWhenTheOtherIsStartedOrConfigured() throws Exception {
    fixture.plug("counting", "1.0.0");
    fixture.board().stop("counting").get(30, TimeUnit.SECONDS);
    assertThat(fixture.plug("asking", "1.0.0").state()).isEqualTo(PluginState.DISCOVERED);
    fixture.board().reconfigure(fixture.configuration()).get(30, TimeUnit.SECONDS);
    assertThat(fixture.info("asking").state()).isEqualTo("discovered");
    fixture.board().start("counting").get(30, TimeUnit.SECONDS);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> fixture.info("asking").state().equals("registered"));
  }

  @Test
  public void whatWentWhileItWaitedDoesNotCome() throws Exception {
    Bundle bundle = fixture.framework().install(fixture.jar("asking", "1.0.0"));
    fixture.board().plug(bundle).get(30, TimeUnit.SECONDS);
    fixture.board().unplug("asking", "test").get(30, TimeUnit.SECONDS);
    fixture.plug("counting", "1.0.0");
    fixture.board().followed().get(30, TimeUnit.SECONDS);
    assertThat(fixture.board().plugins()).noneMatch(one -> one.name().equals("asking"));
    assertThat(bundle.getState()).isEqualTo(Bundle.UNINSTALLED);
  }
}
