package dev.patchbay.core.rails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.core.board.Inspection;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.fixture.probe.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** What is said of plugins that are gone. Only this test asks for collections. */
public class LeftoversTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration EVERY = Duration.ofMillis(50);

  @Rule public final BoardFixture fixture = new BoardFixture();

  private @Nullable Leftovers leftovers;

  @Before
  public void start() {
    Leftovers started = new Leftovers(Inspection::plugin, EVERY);
    fixture.framework().context().addBundleListener(started);
    leftovers = started;
  }

  @After
  public void close() {
    Probe.open();
    leftovers().close();
  }

  private Leftovers leftovers() {
    return Objects.requireNonNull(leftovers);
  }

  @Test
  public void threadsTimersAndBeansAreNamedUntilTheyAreGone() throws Exception {
    Probe.shut();
    fixture.plug("littering", "1.0.0");
    fixture.board().unplug("littering", "test").get(30, TimeUnit.SECONDS);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(leftovers().found())
                    .singleElement()
                    .asString()
                    .startsWith("plugin littering 1.0.0 is gone and left behind: ")
                    .contains("thread 'by its context'", "thread 'by its code' in dev.patchbay")
                    .contains("timer 'by its timer'", "JMX bean com.example:type=Litter")
                    .endsWith("; end them in a method marked @Deactivate"));
    assertThat(leftovers().found("littering")).isPresent();
    assertThat(leftovers().found("other")).isEmpty();
    Probe.open();
    awaitNothing();
  }

  @Test
  public void looksGetSeldomAsLongAsNothingIsNewAndOftenWhenAnotherPluginGoes() throws Exception {
    Duration longest = EVERY.multipliedBy(12);
    Probe.shut();
    fixture.plug("littering", "1.0.0");
    fixture.board().unplug("littering", "test").get(30, TimeUnit.SECONDS);
    await().atMost(SOON).until(() -> leftovers().found().size() == 1);
    await().atMost(SOON).until(() -> leftovers().pause().equals(longest));
    fixture.plug("counting", "1.0.0");
    fixture.board().unplug("counting", "test").get(30, TimeUnit.SECONDS);
    await().atMost(SOON).until(() -> leftovers().pause().compareTo(longest) < 0);
    Probe.open();
    awaitNothing();
  }

  @Test
  public void ofAPluginThatEndsWhatItBeganNothingIsSaid() throws Exception {
    fixture.plug("counting", "1.0.0");
    fixture.board().unplug("counting", "test").get(30, TimeUnit.SECONDS);
    awaitNothing();
  }

  @Test
  public void classesThatSomethingHoldsAreSaidAfterFullCollections() throws Exception {
    Bundle bundle = fixture.framework().install(fixture.jar("counting", "1.0.0"));
    fixture.board().plug(bundle).get(30, TimeUnit.SECONDS);
    ClassLoader held = bundle.adapt(BundleWiring.class).getClassLoader();
    fixture.board().unplug("counting", "test").get(30, TimeUnit.SECONDS);
    System.gc();
    System.gc();
    await()
        .atMost(SOON)
        .until(() -> leftovers().found().toString().contains("its classes, which something holds"));
    assertThat(held).isNotNull();
  }

  private void awaitNothing() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(leftovers().watched()).isEqualTo(List.of());
            });
    assertThat(leftovers().found()).isEmpty();
  }
}
