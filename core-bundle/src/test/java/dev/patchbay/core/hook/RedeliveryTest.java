package dev.patchbay.core.hook;

import static dev.patchbay.core.hook.LanesFixture.said;
import static dev.patchbay.core.hook.LanesFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.log.DeadLetters.DeadLetter;
import dev.patchbay.fixture.probe.Probe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.slf4j.LoggerFactory;

public class RedeliveryTest {
  private final BoardFixture board = new BoardFixture();
  private final LanesFixture fixture = new LanesFixture(board);

  @Rule public final RuleChain rules = RuleChain.outerRule(board).around(fixture);

  @Test
  public void aLetterIsDeliveredFromItsCopyWhenTheLogHasLostItsEvent() throws Exception {
    DeadLetter letter = letter();
    long next = fixture.custom();
    soon(() -> said("fickle").contains(next));
    soon(() -> fixture.standing("hook fickle main").lag() == 0);
    fixture.restart();
    assertThat(board.log().trim(Instant.now().plusSeconds(60))).isPositive();
    Probe.SAID.clear();
    assertThat(retry(letter)).isEqualTo(Retried.taken(letter.id()));
    assertThat(said("fickle")).containsExactly(letter.seq());
    assertThat(fixture.letters()).isEmpty();
    assertThat(fixture.figures("fickle").delivered()).isEqualTo(2);
    assertThat(fixture.figures("fickle").failed()).isEqualTo(1);
    assertThat(fixture.figures("fickle").lag()).isZero();
  }

  @Test
  public void aLetterThatFailsAgainStaysWithAllItsAttempts() throws Exception {
    DeadLetter letter = letter();
    Probe.fail(3);
    Retried retried = retry(letter);
    assertThat(retried.delivered()).isFalse();
    assertThat(retried.error()).contains("not now");
    assertThat(fixture.letters()).hasSize(1);
    assertThat(fixture.letters().getFirst().attempts()).isEqualTo(6);
    long next = fixture.custom();
    soon(() -> said("fickle").contains(next));
  }

  @Test
  public void oneThatAlwaysFailsIsWarnedOfOnce() throws Exception {
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(Lanes.class);
    log.addAppender(said);
    said.start();
    try {
      board.plug("fickle", "1.0.0");
      Probe.fail(1000);
      for (int i = 0; i < 4; i++) {
        fixture.custom();
      }
      soon(() -> fixture.letters().size() == 4);
    } finally {
      log.detachAppender(said);
    }
    assertThat(List.copyOf(said.list))
        .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .contains("hook fickle main could not take", "not now");
  }

  @Test
  public void aLetterWaitsForTheEventThatIsBeingDelivered() throws Exception {
    DeadLetter letter = letter();
    Probe.SAID.clear();
    Probe.fail(2); // keeps the hook busy with the next event for a while
    long next = fixture.custom();
    soon(() -> said("fickle").contains(next));
    retry(letter);
    assertThat(said("fickle")).containsExactly(next, next, next, letter.seq());
  }

  @Test
  public void aLetterOfAHookThatIsAwayStays() throws Exception {
    DeadLetter letter = letter();
    board.board().stop("fickle").get(30, TimeUnit.SECONDS);
    assertThat(retry(letter).error()).contains("nobody serves");
    fixture.restart();
    assertThat(retry(letter).error()).contains("nobody serves");
    assertThat(fixture.letters()).containsExactly(letter);
  }

  @Test
  public void aLetterThatHangsItsHookStaysAndIsNoSecondLetter() throws Exception {
    board.plug("hanging", "1.0.0");
    Probe.shut();
    long event = fixture.custom();
    soon(() -> board.info("hanging").state().equals("quarantined"));
    board.plug("hanging", "2.0.0");
    soon(() -> fixture.letters().size() == 1);
    Probe.open();
    board.plug("hanging", "3.0.0");
    long fine = fixture.custom();
    soon(() -> Probe.SAID.contains("hanging 3.0.0 out " + fine));
    Probe.shut();
    Retried retried = retry(fixture.letters().getFirst());
    assertThat(retried.error()).contains("hung");
    soon(() -> fixture.letters().getFirst().attempts() == 3);
    assertThat(fixture.letters()).hasSize(1);
    assertThat(fixture.letters().getFirst().seq()).isEqualTo(event);
  }

  @Test
  public void aDamagedEventIsALetterThatNamesItAndHoldsUpNobody() throws Exception {
    board.plug("counting", "1.0.0");
    board.board().stop("counting").get(30, TimeUnit.SECONDS);
    fixture.restart();
    long before = fixture.custom();
    long damaged = fixture.custom();
    long missing = fixture.custom();
    long after = fixture.custom();
    board
        .store()
        .change(
            tx -> {
              tx.update("UPDATE event SET body = '{}' WHERE seq = ?", damaged);
              tx.update("DELETE FROM event WHERE seq = ?", missing);
            });
    fixture.emptyMemory();
    board.board().start("counting").get(30, TimeUnit.SECONDS);
    soon(() -> said("1.0.0").contains(after));
    assertThat(said("1.0.0")).startsWith(before, after).doesNotContain(damaged, missing);
    assertThat(fixture.letters()).extracting(DeadLetter::seq).containsExactly(damaged, missing);
    assertThat(fixture.letters().getFirst().error()).contains("Event " + damaged);
    assertThat(fixture.figures("counting").failed()).isEqualTo(2);
    assertThat(fixture.lanes().tools().damage().list())
        .extracting(one -> one.seq())
        .containsExactly(damaged, missing);
    assertThat(retry(fixture.letters().getFirst()).error()).contains("damaged");
  }

  /** A letter of the fickle plugin, which takes what comes after it. */
  private DeadLetter letter() throws Exception {
    board.plug("fickle", "1.0.0");
    Probe.fail(3);
    fixture.custom(Map.of());
    soon(() -> fixture.letters().size() == 1);
    return fixture.letters().getFirst();
  }

  private Retried retry(DeadLetter letter) {
    return new Redeliveries(fixture.lanes()).retry(letter).orTimeout(5, TimeUnit.SECONDS).join();
  }
}
