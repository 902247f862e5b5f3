package dev.patchbay.core.hook;

import static dev.patchbay.core.hook.LanesFixture.said;
import static dev.patchbay.core.hook.LanesFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.hook.Replay.Replayed;
import dev.patchbay.core.log.Cursors;
import dev.patchbay.fixture.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

public class ReplayTest {
  private static final String COUNTING = "hook counting main";

  private final BoardFixture board = new BoardFixture();
  private final LanesFixture fixture = new LanesFixture(board);

  @Rule public final RuleChain rules = RuleChain.outerRule(board).around(fixture);

  @Test
  public void aHookThatIsServedGetsWhatItHadAgain() throws Exception {
    board.plug("counting", "1.0.0");
    List<Long> told = tell(6);
    soon(() -> said("1.0.0").size() == 6);
    Replayed replayed = replay(told.get(2));
    assertThat(replayed.from()).containsEntry(COUNTING, told.get(5));
    soon(() -> said("1.0.0").size() == 9);
    assertThat(said("1.0.0").subList(6, 9)).isEqualTo(told.subList(3, 6));
    assertThat(fixture.figures("counting").lag()).isZero();
    assertThat(fixture.figures("counting").delivered()).isEqualTo(9);
    Cursors cursors = new Cursors(board.store());
    soon(() -> cursors.position(COUNTING) >= told.get(5));
  }

  @Test
  public void underLoadTheHookGoesBackOnceBetweenTwoEventsAndMissesNone() throws Exception {
    board.plug("counting", "1.0.0");
    long first = fixture.custom();
    AtomicBoolean over = new AtomicBoolean();
    List<Long> told = new ArrayList<>(List.of(first));
    Thread load =
        new Thread(
            () -> {
              while (!over.get()) {
                told.add(fixture.custom());
              }
            });
    load.start();
    soon(() -> said("1.0.0").size() > 200);
    replay(first);
    int then = said("1.0.0").size();
    soon(() -> said("1.0.0").size() > 2 * then + 200);
    over.set(true);
    load.join();
    soon(() -> said("1.0.0").getLast().equals(told.getLast()));
    List<Long> said = said("1.0.0");
    int back = said.lastIndexOf(told.get(1));
    assertThat(back).isGreaterThan(1);
    assertThat(said.subList(0, back)).isEqualTo(told.subList(0, back));
    assertThat(said.subList(back, said.size())).isEqualTo(told.subList(1, told.size()));
  }

  @Test
  public void aHookThatIsAwayGetsItWhenItReturns() throws Exception {
    board.plug("counting", "1.0.0");
    List<Long> told = tell(3);
    soon(() -> said("1.0.0").size() == 3);
    board.board().stop("counting").get(30, TimeUnit.SECONDS);
    replay(told.get(0));
    assertThat(fixture.standing(COUNTING).served()).isFalse();
    board.board().start("counting").get(30, TimeUnit.SECONDS);
    soon(() -> said("1.0.0").size() == 5);
    assertThat(said("1.0.0").subList(3, 5)).isEqualTo(told.subList(1, 3));

    board.board().stop("counting").get(30, TimeUnit.SECONDS);
    fixture.restart(); // nobody has had this lane in memory
    replay(told.get(1));
    assertThat(fixture.figures("counting").lag()).isPositive();
    board.board().start("counting").get(30, TimeUnit.SECONDS);
    soon(() -> said("1.0.0").size() == 6);
    assertThat(said("1.0.0").get(5)).isEqualTo(told.get(2));
  }

  @Test
  public void nobodyIsMovedForward() throws Exception {
    board.plug("hanging", "1.0.0");
    Probe.shut();
    long event = fixture.custom();
    fixture.custom();
    soon(() -> board.info("hanging").state().equals("quarantined"));
    Replayed replayed = new Replay(fixture.lanes()).replay(List.of("hook hanging main"), event);
    assertThat(replayed.kept()).containsExactly("hook hanging main");
    assertThat(fixture.standing("hook hanging main").position()).isLessThan(event);
  }

  @Test
  public void aLaneThatIsFarBehindReadsPagesWithoutGapsWhileMoreIsAppended() throws Exception {
    board.plug("counting", "1.0.0");
    board.board().stop("counting").get(30, TimeUnit.SECONDS);
    List<Long> told = tell(1500);
    fixture.restart();
    told.add(fixture.emptyMemory());
    board.board().start("counting").get(30, TimeUnit.SECONDS);
    told.addAll(tell(700));
    soon(() -> said("1.0.0").size() >= told.size());
    assertThat(said("1.0.0")).isEqualTo(told);
  }

  private Replayed replay(long since) {
    return new Replay(fixture.lanes()).replay(List.of(COUNTING), since);
  }

  private List<Long> tell(int events) {
    List<Long> told = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      told.add(fixture.custom());
    }
    return told;
  }
}
