package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.PluginEntry;
import dev.patchbay.core.framework.BoardFixture;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

public class ServicesTest {
  @Rule public final BoardFixture fixture = new BoardFixture();

  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
  private final PluginCall door = new PluginCall();

  @Before
  public void leaveTheFrameworkToTheTest() {
    fixture.board().close();
  }

  @After
  public void end() {
    thread.shutdownNow();
    door.close();
  }

  @Test
  public void whatComesWhenOneHasLetGoIsItsSuccessors() throws Exception {
    Bundle bundle = fixture.framework().install(fixture.jar("counting", "1.0.0"));
    bundle.start();
    Tools tools = tools();
    Table table = new Table(fixture.configuration(), Set.of(), () -> {});
    Services services = new Services(tools, table, (generation, trouble) -> {});
    Departures departures = new Departures(tools, table, services);
    PluginBundle before = PluginBundle.of(bundle, door).orElseThrow();
    PluginBundle after = PluginBundle.of(bundle, door).orElseThrow();
    Generation leaving = generation(before, 1);
    Generation next = generation(after, 2);

    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    AtomicBoolean looked = new AtomicBoolean();
    tools.post(
        () -> {
          table.add(before);
          table.add(leaving);
          Tools.forget(departures.retire(leaving).thenAccept(gone::complete));
          tools.post(
              () -> {
                // It has let go, and that is still to be noticed here.
                await().until(() -> !thread.getQueue().isEmpty());
                services.scan(before);
                looked.set(true);
              });
        });
    assertThat(gone.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(looked).isTrue();
    tools.post(
        () -> {
          table.add(after);
          table.add(next);
          services.scan(after);
        });
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(next.plugged()).hasSize(1));
  }

  private Generation generation(PluginBundle bundle, long number) {
    PluginId id = new PluginId("counting", PluginId.DEFAULT);
    PluginEntry none = new PluginEntry("counting", PluginId.DEFAULT, 0, Mapping.empty(0));
    return new Generation(id, number, bundle, none, door, (generation, reason) -> {});
  }

  private Tools tools() {
    var context = fixture.framework().context();
    return new Tools(
        context,
        fixture.framework().configurations(),
        new ScrHealth(fixture.framework().components()),
        new Unresolved(context.getBundle(0).adapt(FrameworkWiring.class)),
        door,
        Limits.USUAL,
        fixture.home(),
        thread,
        new Chronicle(fixture.store(), fixture.log()),
        new OwnSteps());
  }
}
