package dev.patchbay.core.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.store.Ballast;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** What becomes of deliveries while the disk is full. */
public class FullStoreTest {
  private static final String READER = "command test";
  private static final Failure REFUSED =
      new Failure(Failure.Cause.THREW, Kind.INTERNAL, "refused", "", Optional.empty(), false);

  private final BoardFixture board = new BoardFixture();
  private final LanesFixture fixture = new LanesFixture(board);

  @Rule public final RuleChain rules = RuleChain.outerRule(board).around(fixture);

  @Test
  public void aLetterThatCouldNotBeWrittenIsWhenThereIsSpaceAgain() throws Exception {
    List<Long> told = new CopyOnWriteArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    Told refuses =
        new Told(
            event -> {
              told.add(event.seq());
              Told.await(go);
              return Optional.of(REFUSED);
            });
    fixture.lanes().serve(READER, refuses);
    long seq = fixture.custom();
    LanesFixture.soon(() -> told.contains(seq));
    Ballast ballast = new Ballast(board.store());
    ballast.fill();
    go.countDown();
    LanesFixture.soon(() -> !board.store().accepting());
    ballast.empty();
    LanesFixture.soon(() -> fixture.letters().size() == 1);
    assertThat(told).as("not again and again meanwhile").hasSizeLessThan(4);
  }

  @Test
  public void aHookThatComesMeanwhileGetsWhatItHasMissed() throws Exception {
    fixture.lanes().serve(READER, Told.taking(event -> {}));
    long first = fixture.custom();
    LanesFixture.soon(() -> fixture.standing(READER).position() == first);
    fixture.lanes().remove(READER);
    List<Long> missed = List.of(fixture.custom(), fixture.custom());
    Ballast ballast = new Ballast(board.store());
    ballast.fill();
    List<Long> told = new CopyOnWriteArrayList<>();
    fixture.lanes().serve(READER, Told.taking(event -> told.add(event.seq())));
    LanesFixture.soon(() -> !board.store().accepting());
    ballast.empty();
    LanesFixture.soon(() -> told.size() == 2);
    assertThat(told).isEqualTo(missed);
  }
}
