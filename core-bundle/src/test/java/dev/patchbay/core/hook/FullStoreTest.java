package dev.patchbay.core.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.Event;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.Seat;
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

  private final BoardFixture board = new BoardFixture();
  private final LanesFixture fixture = new LanesFixture(board);

  @Rule public final RuleChain rules = RuleChain.outerRule(board).around(fixture);

  /** Takes what it is told, or refuses it for good once it may. */
  private static final class Told implements Subscriber {
    private final List<Long> seqs = new CopyOnWriteArrayList<>();
    private final CountDownLatch go = new CountDownLatch(1);
    private final boolean refuses;

    Told(boolean refuses) {
      this.refuses = refuses;
    }

    @Override
    public boolean wants(Event event) {
      return event instanceof CustomEvent;
    }

    @Override
    public boolean asksFor(Event event) {
      return false;
    }

    @Override
    public String refusal() {
      return "";
    }

    @Override
    public Optional<Failure> deliver(Seat seat, Event event) {
      seqs.add(event.seq());
      if (!refuses) {
        return Optional.empty();
      }
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Optional.of(
          new Failure(Failure.Cause.THREW, Kind.INTERNAL, "refused", "", Optional.empty(), false));
    }
  }

  @Test
  public void aLetterThatCouldNotBeWrittenIsWhenThereIsSpaceAgain() throws Exception {
    Told told = new Told(true);
    fixture.lanes().serve(READER, told);
    long seq = fixture.custom();
    LanesFixture.soon(() -> told.seqs.contains(seq));
    Ballast ballast = new Ballast(board.store());
    ballast.fill();
    told.go.countDown();
    LanesFixture.soon(() -> !board.store().accepting());
    ballast.empty();
    LanesFixture.soon(() -> fixture.letters().size() == 1);
    assertThat(told.seqs).as("not again and again meanwhile").hasSizeLessThan(4);
  }

  @Test
  public void aHookThatComesMeanwhileGetsWhatItHasMissed() throws Exception {
    Told before = new Told(false);
    fixture.lanes().serve(READER, before);
    long first = fixture.custom();
    LanesFixture.soon(() -> fixture.standing(READER).position() == first);
    fixture.lanes().remove(READER);
    List<Long> missed = List.of(fixture.custom(), fixture.custom());
    Ballast ballast = new Ballast(board.store());
    ballast.fill();
    Told after = new Told(false);
    fixture.lanes().serve(READER, after);
    LanesFixture.soon(() -> !board.store().accepting());
    ballast.empty();
    LanesFixture.soon(() -> after.seqs.size() == 2);
    assertThat(after.seqs).isEqualTo(missed);
  }
}
