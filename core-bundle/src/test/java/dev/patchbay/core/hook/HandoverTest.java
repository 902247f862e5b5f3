package dev.patchbay.core.hook;

import static dev.patchbay.core.hook.LanesFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.Event;
import dev.patchbay.core.framework.BoardFixture;
import java.util.ArrayList;
import java.util.List;
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
          Told.await(behind);
          if (event.seq() == told.get(5)) {
            fixture.lanes().serve(READER, Told.taking(next -> second.add(next.seq())));
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
    fixture.lanes().serve(READER, Told.taking(handsOver));
    for (int i = 0; i < 20; i++) {
      told.add(fixture.custom());
    }
    told.add(fixture.emptyMemory());
    behind.countDown();
    soon(() -> second.contains(told.getLast()));
    assertThat(second).isEqualTo(told.subList(6, told.size()));
    assertThat(fixture.letters()).isEmpty();
  }
}
