package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.fixture.probe.Probe;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

/** Each is named with its mend, and shown. */
public class MistakesTest {
  @Rule public final BoardFixture fixture = new BoardFixture();

  @Test
  public void optionsOfAnotherNameThanThePluginHas() throws Exception {
    isNamed("misnamed", "the PID 'somebody.else'", "write configurationPid = \"misnamed\"");
  }

  @Test
  public void aForgottenFactory() throws Exception {
    isNamed("single", "lacks factory = true");
  }

  @Test
  public void aPasswordThatWouldBePublished() throws Exception {
    isNamed("exposed", "password option 'token'", "name its method _token");
  }

  @Test
  public void twoHooksOfOneName() throws Exception {
    isNamed("twins", "twins.first", "twins.second", "are both the hook 'main'", "property = ");
  }

  @Test
  public void whatWouldBeActivatedPastTheDoor() throws Exception {
    isNamed("eager", "immediate = true: leave it out");
    isNamed("restless", "restless.legs publishes no service");
    assertThat(Probe.SAID).isEmpty();
  }

  @Test
  public void aNameThatAnotherPluginHas() throws Exception {
    fixture.plug("counting", "1.0.0");
    Arrival arrival =
        fixture
            .board()
            .plug(fixture.framework().install(fixture.jar("test.other", "counting", "2.0.0")))
            .get(30, TimeUnit.SECONDS);
    assertThat(arrival.accepted()).isFalse();
    assertThat(arrival.reason())
        .contains("test.counting 1.0.0 has the plugin name 'counting' already")
        .contains("give one of the two another name");
    assertThat(fixture.info("counting").version()).isEqualTo("1.0.0");
    assertThat(fixture.info("counting").reason()).contains("2.0.0 was refused");
  }

  private void isNamed(String plugin, String... words) throws Exception {
    Arrival arrival = fixture.plug(plugin, "1.0.0");
    assertThat(arrival.accepted()).isFalse();
    assertThat(arrival.state()).isEqualTo(PluginState.INVALID);
    for (String text : List.of(arrival.reason(), fixture.info(plugin).reason())) {
      assertThat(text).contains(words);
    }
    assertThat(fixture.info(plugin).state()).isEqualTo("invalid");
  }
}
