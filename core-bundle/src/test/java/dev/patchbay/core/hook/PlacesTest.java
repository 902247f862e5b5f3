package dev.patchbay.core.hook;

import static dev.patchbay.core.hook.LanesFixture.said;
import static dev.patchbay.core.hook.LanesFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.ReceiptRead;
import dev.patchbay.core.board.PluginId;
import dev.patchbay.core.config.Configuration.Retention;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.log.Cursors;
import dev.patchbay.fixture.probe.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** What hooks keep while they come and go, and for how long. */
public class PlacesTest {
  private static final String COUNTING = "hook counting main";
  private static final Retention RETENTION =
      new Retention(
          Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(30), Duration.ofHours(24));

  private final BoardFixture board = new BoardFixture();
  private final LanesFixture fixture = new LanesFixture(board);

  @Rule public final RuleChain rules = RuleChain.outerRule(board).around(fixture);

  @Test
  public void anUpdateThatTakesAnotherTypeOfEventGoesOnAndItsNewHookBegins() throws Exception {
    board.plug("counting", "1.0.0");
    long taken = fixture.custom();
    soon(() -> said("1.0.0").contains(taken));
    assertThat(board.board().unplug("counting", "test").get(30, TimeUnit.SECONDS)).isTrue();
    long waits = fixture.stopping();
    long passed = fixture.custom();
    board.plug("renewed", "2.0.0");
    long next = fixture.custom();
    soon(() -> said("second").contains(next));
    soon(() -> said("renewed").contains(waits));
    assertThat(said("second")).containsExactly(next).doesNotContain(passed);
    assertThat(said("renewed")).containsExactly(waits);
  }

  @Test
  public void figuresGoOnAfterARestart() throws Exception {
    board.plug("counting", "1.0.0");
    long first = fixture.custom();
    soon(() -> said("1.0.0").contains(first));
    fixture.restart();
    long second = fixture.custom();
    soon(() -> said("1.0.0").contains(second));
    soon(() -> fixture.figures("counting").delivered() == 2);
    assertThat(said("1.0.0")).containsExactly(first, second);
  }

  @Test
  public void anEventThatHungBeforeARestartIsADeadLetterTheSecondTime() throws Exception {
    board.plug("hanging", "1.0.0");
    Probe.shut();
    long event = fixture.custom();
    soon(() -> board.info("hanging").state().equals("quarantined"));
    fixture.restart();
    board.plug("hanging", "2.0.0");
    soon(() -> fixture.letters().size() == 1);
    assertThat(fixture.letters().getFirst().seq()).isEqualTo(event);
    assertThat(fixture.standing("hook hanging main").failed()).isEqualTo(1);
  }

  @Test
  public void whatAHookPassedIsWrittenWhenTheDaemonEnds() throws Exception {
    board.plug("counting", "1.0.0");
    long last = fixture.stopping();
    soon(() -> fixture.standing(COUNTING).position() == last);
    fixture.lanes().close();
    assertThat(new Cursors(board.store()).position(COUNTING)).isEqualTo(last);
  }

  @Test
  public void aHookThatIsStillSlowAtTheEndGetsItsEventAgain() throws Exception {
    board.plug("ticking", "1.0.0");
    soon(() -> Probe.SAID.contains("all plugin:register"));
    soon(() -> fixture.standing("hook ticking all").lag() == 0);
    Probe.shut();
    Probe.SAID.clear();
    long event = fixture.custom();
    soon(() -> Probe.SAID.contains("all test:event"));
    fixture.lanes().close();
    Probe.open();
    soon(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("lane hook ticking all")));
    assertThat(new Cursors(board.store()).position("hook ticking all")).isLessThan(event);
    fixture.start();
    soon(() -> Probe.SAID.stream().filter("all test:event"::equals).count() == 2);
  }

  @Test
  public void ticksComeToThoseAloneWhoAskForThemAndAreIdle() throws Exception {
    board.plug("ticking", "1.0.0");
    soon(() -> Probe.SAID.contains("all plugin:register"));
    soon(() -> fixture.figures("ticking").lag() == 0);
    long last = board.log().last();
    soon(
        () -> {
          fixture.lanes().tick(tick("one")); // it may not be idle yet
          return Probe.SAID.contains("tick one");
        });
    assertThat(Probe.SAID).doesNotContain("all daemon:tick");
    assertThat(board.log().last()).isEqualTo(last);
    assertThat(fixture.figures("ticking").failed()).isZero();
  }

  @Test
  public void aReceiptThatIsReadIsToldToThoseAloneWhoAskForIt() throws Exception {
    board.plug("ticking", "1.0.0");
    soon(() -> Probe.SAID.contains("all plugin:register"));
    soon(() -> fixture.figures("ticking").lag() == 0);
    long last = board.log().last();
    EventHeader header = new EventHeader("one", 0, Instant.now(), "app");
    fixture.lanes().tell(new ReceiptRead(header, "r-1", "notes", "commit", Map.of(), "somebody"));
    soon(() -> Probe.SAID.contains("read r-1"));
    assertThat(Probe.SAID).doesNotContain("all receipt:read");
    assertThat(board.log().last()).isEqualTo(last);
  }

  private static DaemonTick tick(String id) {
    return new DaemonTick(
        new EventHeader(id, 0, Instant.now(), ""), Duration.ofSeconds(1), 1, 1, 1);
  }

  @Test
  public void thePlaceOfARemovedPluginIsDroppedAfterItsTimeAndItBeginsAnew() throws Exception {
    board.plug("counting", "1.0.0");
    long first = fixture.custom();
    soon(() -> said("1.0.0").contains(first));
    board.board().unplug("counting", "test").get(30, TimeUnit.SECONDS);
    long lost = fixture.custom();
    sweep(Set.of(), Duration.ofHours(23));
    assertThat(new Cursors(board.store()).find(COUNTING)).isPresent();
    sweep(Set.of(), Duration.ofHours(25));
    assertThat(new Cursors(board.store()).find(COUNTING)).isEmpty();
    board.plug("counting", "1.0.0");
    long next = fixture.custom();
    soon(() -> said("1.0.0").contains(next));
    assertThat(said("1.0.0")).containsExactly(first, next).doesNotContain(lost);
    assertThat(fixture.figures("counting").delivered()).isEqualTo(1);
  }

  @Test
  public void thePlaceOfAStoppedPluginHoldsTheLogNoLongerThanTheLogIsKept() throws Exception {
    Set<PluginId> there = Set.of(PluginId.of("counting"));
    board.plug("counting", "1.0.0");
    soon(() -> new Cursors(board.store()).find(COUNTING).isPresent());
    board.board().stop("counting").get(30, TimeUnit.SECONDS);
    soon(() -> !fixture.standing(COUNTING).served());
    fixture.custom();
    sweep(there, Duration.ofDays(29));
    Instant later = Instant.now().plus(Duration.ofDays(31));
    assertThat(fixture.standing(COUNTING).lag()).isPositive();
    board.log().trim(later.minus(RETENTION.log()));
    assertThat(board.log().first()).isLessThanOrEqualTo(board.log().last());
    sweep(there, Duration.ofDays(31));
    assertThat(new Cursors(board.store()).find(COUNTING)).isEmpty();
    board.log().trim(later.minus(RETENTION.log()));
    assertThat(board.log().first()).isGreaterThan(board.log().last());
  }

  @Test
  public void whatAServedHookHasNotReadIsKeptHoweverSlowItIs() throws Exception {
    board.plug("ticking", "1.0.0");
    soon(() -> fixture.standing("hook ticking all").lag() == 0);
    Probe.shut();
    long event = fixture.custom();
    sweep(Set.of(), Duration.ofDays(31));
    board.log().trim(Instant.now().plus(Duration.ofDays(1)));
    assertThat(fixture.standing("hook ticking all").served()).isTrue();
    assertThat(board.log().first()).isLessThanOrEqualTo(event);
  }

  @Test
  public void forgettingDropsPlaceAndLetters() throws Exception {
    board.plug("fickle", "1.0.0");
    Probe.fail(3);
    fixture.custom();
    soon(() -> fixture.letters().size() == 1);
    board.board().unplug("fickle", "test").get(30, TimeUnit.SECONDS);
    soon(() -> !fixture.standing("hook fickle main").served());
    Forgetting forgetting = new Forgetting(fixture.lanes());
    assertThat(forgetting.known("fickle")).containsExactly("hook fickle main");
    assertThat(forgetting.forget(forgetting.known("fickle"))).isEqualTo(1);
    assertThat(fixture.letters()).isEmpty();
    assertThat(forgetting.known("fickle")).isEmpty();
    Probe.SAID.clear();
    long lost = fixture.custom();
    board.plug("fickle", "1.0.0");
    long next = fixture.custom();
    soon(() -> said("fickle").contains(next));
    assertThat(said("fickle")).doesNotContain(lost);
  }

  private void sweep(Set<PluginId> there, Duration later) {
    new Forgetting(fixture.lanes()).sweep(RETENTION, there, Instant.now().plus(later));
  }
}
