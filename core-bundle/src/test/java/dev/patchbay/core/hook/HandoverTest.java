package dev.patchbay.core.hook;

import static dev.patchbay.core.hook.LanesFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.Event;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.Seat;
import dev.patchbay.core.framework.BoardFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

public class HandoverTest {
  private static final String READER = "hook handed main";

  private final BoardFixture board = new BoardFixture();
  private final LanesFixture fixture = new LanesFixture(board);

  @Rule public final RuleChain rules = RuleChain.outerRule(board).around(fixture);

  @Test
  public void whoServesNextIsToldWhatWasReadAlreadyWithoutAnotherLook() throws Exception {
    CountDownLatch behind = new CountDownLatch(1);
    List<Long> second = new CopyOnWriteArrayList<>();
    List<Long> told = new ArrayList<>();
    Consumer<Event> handsOver =
        event -> {
          await(behind);
          if (event.seq() == told.get(5)) {
            fixture.lanes().serve(READER, new Told(next -> second.add(next.seq())));
            board
                .store()
                .change(
                    tx ->
                        tx.update(
                            "DELETE FROM event WHERE seq > ? AND seq < ?",
                            told.get(5),
                            told.get(10)));
          }
        };
    fixture.lanes().serve(READER, new Told(handsOver));
    for (int i = 0; i < 20; i++) {
      told.add(fixture.custom());
    }
    told.add(fixture.emptyMemory());
    behind.countDown();
    soon(() -> second.contains(told.getLast()));
    assertThat(second).isEqualTo(told.subList(6, told.size()));
    assertThat(fixture.letters()).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Told(Consumer<Event> by) implements Subscriber {
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
      by.accept(event);
      return Optional.empty();
    }
  }
}
