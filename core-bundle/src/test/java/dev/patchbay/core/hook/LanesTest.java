package dev.patchbay.core.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.core.board.Figures;
import dev.patchbay.core.board.PluginId;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.log.Cursors;
import dev.patchbay.core.log.DeadLetters;
import dev.patchbay.fixture.probe.Probe;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

public class LanesTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Rule public final BoardFixture fixture = new BoardFixture();

  private @Nullable Lanes lanes;

  @Before
  public void start() {
    Lanes started =
        new Lanes(
            fixture.board(),
            fixture.store(),
            fixture.log(),
            Duration.ofMillis(300),
            Duration.ofMillis(20));
    started.start();
    lanes = started;
  }

  @After
  public void close() {
    lanes().close();
  }

  private Lanes lanes() {
    return Objects.requireNonNull(lanes);
  }

  @Test
  public void eventsArriveInOrderFromTheFirstOneAfterTheHookCame() throws Exception {
    append(Map.of());
    fixture.plug("counting", "1.0.0");
    List<Long> told = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      told.add(append(Map.of()));
    }
    await().atMost(SOON).until(() -> said("1.0.0").size() == 100);
    assertThat(said("1.0.0")).isEqualTo(told);
    await().atMost(SOON).until(() -> figures("counting").lag() == 0);
    assertThat(figures("counting").delivered()).isEqualTo(100);
  }

  @Test
  public void updatesUnderLoadLoseNothingAndRepeatNothing() throws Exception {
    fixture.plug("counting", "1.0.0");
    List<Long> told = new ArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread load =
        new Thread(
            () -> {
              while (!over.get()) {
                told.add(append(Map.of()));
              }
            });
    load.start();
    for (int version = 2; version <= 6; version++) {
      assertThat(fixture.plug("counting", version + ".0.0").accepted()).isTrue();
      String now = version + ".0.0 ";
      await().atMost(SOON).until(() -> Probe.SAID.stream().anyMatch(said -> said.startsWith(now)));
    }
    over.set(true);
    load.join();
    await().atMost(SOON).until(() -> Probe.SAID.size() >= told.size());
    assertThat(Probe.SAID.stream().map(LanesTest::seq)).containsExactlyElementsOf(told);
    assertThat(Probe.SAID.stream().map(said -> said.substring(0, 1))).isSorted();
  }

  @Test
  public void plainUpdateUnderLoadLosesNothing() throws Exception {
    Bundle bundle = fixture.framework().install(fixture.jar("counting", "1.0.0"));
    fixture.board().plug(bundle).get(30, TimeUnit.SECONDS);
    List<Long> told = new ArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread load =
        new Thread(
            () -> {
              while (!over.get()) {
                told.add(append(Map.of()));
              }
            });
    load.start();
    for (int version = 2; version <= 4; version++) {
      try (var content = Files.newInputStream(fixture.jar("counting", version + ".0.0"))) {
        bundle.update(content);
      }
      String now = version + ".0.0 ";
      await().atMost(SOON).until(() -> Probe.SAID.stream().anyMatch(said -> said.startsWith(now)));
    }
    over.set(true);
    load.join();
    await()
        .atMost(SOON)
        .until(() -> Probe.SAID.stream().map(LanesTest::seq).toList().containsAll(told));
    assertThat(Probe.SAID.stream().map(LanesTest::seq).distinct()).containsExactlyElementsOf(told);
  }

  @Test
  public void aHookThatWasAwayGoesOnWhereItWas() throws Exception {
    fixture.plug("counting", "1.0.0");
    long first = append(Map.of());
    await().atMost(SOON).until(() -> said("1.0.0").contains(first));
    fixture.board().stop("counting").get(30, TimeUnit.SECONDS);
    long meanwhile = append(Map.of());
    fixture.board().start("counting").get(30, TimeUnit.SECONDS);
    await().atMost(SOON).until(() -> said("1.0.0").size() == 2);
    assertThat(said("1.0.0")).containsExactly(first, meanwhile);

    Cursors cursors = new Cursors(fixture.store());
    await().atMost(SOON).until(() -> cursors.position("hook counting main") == meanwhile);
    lanes().close();
    long down = append(Map.of());
    start();
    await().atMost(SOON).until(() -> said("1.0.0").contains(down));
    assertThat(said("1.0.0")).containsExactly(first, meanwhile, down);
  }

  @Test
  public void aHookThatHangsDelaysNobodyAndGetsItsEventAgainWhenStartedAnew() throws Exception {
    fixture.plug("counting", "1.0.0");
    fixture.plug("hanging", "1.0.0");
    Probe.shut();
    long event = append(Map.of());
    await().atMost(SOON).until(() -> said("1.0.0").contains(event));
    await().atMost(SOON).until(() -> fixture.info("hanging").state().equals("quarantined"));
    long next = append(Map.of());
    await().atMost(SOON).until(() -> said("1.0.0").contains(next));
    assertThat(figures("hanging").lag()).isGreaterThanOrEqualTo(2);

    Probe.open();
    fixture.board().start("hanging").get(30, TimeUnit.SECONDS);
    await().atMost(SOON).until(() -> Probe.SAID.contains("hanging 1.0.0 out " + next));
    assertThat(Probe.SAID.stream().filter(("hanging 1.0.0 in " + event)::equals)).hasSize(2);
  }

  @Test
  public void anEventThatHangsAHookTwiceIsADeadLetter() throws Exception {
    fixture.plug("hanging", "1.0.0");
    Probe.shut();
    long event = append(Map.of());
    await().atMost(SOON).until(() -> fixture.info("hanging").state().equals("quarantined"));
    fixture.plug("hanging", "2.0.0");
    await().atMost(SOON).until(() -> Probe.SAID.contains("hanging 2.0.0 in " + event));
    await().atMost(SOON).until(() -> fixture.info("hanging").state().equals("quarantined"));
    DeadLetters letters = new DeadLetters(fixture.store());
    await().atMost(SOON).until(() -> letters.list().size() == 1);
    assertThat(letters.list().getFirst().seq()).isEqualTo(event);
    Probe.open();
    fixture.plug("hanging", "3.0.0");
    long next = append(Map.of());
    await().atMost(SOON).until(() -> Probe.SAID.contains("hanging 3.0.0 out " + next));
    assertThat(Probe.SAID).doesNotContain("hanging 3.0.0 in " + event);
  }

  @Test
  public void whatMayHelpIsTriedThreeTimesThenTheEventIsADeadLetter() throws Exception {
    fixture.plug("fickle", "1.0.0");
    Probe.fail(2);
    long helped = append(Map.of());
    await().atMost(SOON).until(() -> figures("fickle").delivered() == 1);
    assertThat(Probe.SAID)
        .containsExactly("fickle " + helped, "fickle " + helped, "fickle " + helped);

    Probe.fail(3);
    long lost = append(Map.of());
    Probe.SAID.clear();
    await().atMost(SOON).until(() -> figures("fickle").failed() == 1);
    Probe.fail(1);
    long hopeless = append(Map.of("hopeless", true));
    await().atMost(SOON).until(() -> figures("fickle").failed() == 2);
    long fine = append(Map.of());
    await().atMost(SOON).until(() -> Probe.SAID.contains("fickle " + fine));
    assertThat(new DeadLetters(fixture.store()).list())
        .extracting(DeadLetters.DeadLetter::seq, DeadLetters.DeadLetter::attempts)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(lost, 3),
            org.assertj.core.groups.Tuple.tuple(hopeless, 1));
  }

  @Test
  public void whoRunsOutOfMemoryForTheThirdTimeIsCalledNoMore() throws Exception {
    fixture.plug("fickle", "1.0.0");
    Probe.fail(3);
    List<Long> told = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      told.add(append(Map.of("greedy", true)));
    }
    await().atMost(SOON).until(() -> fixture.info("fickle").state().equals("quarantined"));
    assertThat(fixture.info("fickle").reason())
        .contains("ran out of memory 3 times", "OutOfMemoryError");
    assertThat(new DeadLetters(fixture.store()).list())
        .extracting(DeadLetters.DeadLetter::seq)
        .containsExactlyElementsOf(told.subList(0, 2));
    assertThat(Probe.SAID).hasSize(3);
    fixture.board().start("fickle").get(30, TimeUnit.SECONDS);
    await().atMost(SOON).until(() -> figures("fickle").delivered() == 2);
  }

  @Test
  public void nothingOfAPluginIsHeldWhenItIsGone() throws Exception {
    Bundle bundle = fixture.framework().install(fixture.jar("counting", "1.0.0"));
    fixture.board().plug(bundle).get(30, TimeUnit.SECONDS);
    long event = append(Map.of());
    await().atMost(SOON).until(() -> said("1.0.0").contains(event));
    WeakReference<ClassLoader> loader =
        new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    assertThat(fixture.board().unplug("counting", "test").get(30, TimeUnit.SECONDS)).isTrue();
    append(Map.of());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              System.gc();
              return loader.get() == null;
            });
    assertThat(said("1.0.0")).containsExactly(event);
    Collection<Thread> threads = Thread.getAllStackTraces().keySet();
    assertThat(threads).noneMatch(thread -> thread.getName().contains("counting"));
  }

  private Figures figures(String plugin) {
    return Standing.of(PluginId.of(plugin), lanes().standings());
  }

  private long append(Map<String, Object> data) {
    return fixture
        .store()
        .write(
            tx ->
                fixture.log().append(tx, "", header -> new CustomEvent(header, "test:event", data)))
        .seq();
  }

  private static List<Long> said(String version) {
    return Probe.SAID.stream()
        .filter(said -> said.startsWith(version + " "))
        .map(LanesTest::seq)
        .toList();
  }

  private static long seq(String said) {
    return Long.parseLong(said.substring(said.lastIndexOf(' ') + 1));
  }
}
