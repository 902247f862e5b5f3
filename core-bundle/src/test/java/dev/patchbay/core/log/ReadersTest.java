package dev.patchbay.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.core.log.DeadLetters.DeadLetter;
import dev.patchbay.core.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReadersTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Store store;
  private EventLog log;
  private Cursors cursors;
  private DeadLetters deadLetters;

  @Before
  public void open() {
    store =
        Store.open(folder.getRoot().toPath().resolve("patchbay.db"), List.of(EventLog.schema()));
    log = new EventLog(store);
    log.start();
    cursors = new Cursors(store);
    deadLetters = new DeadLetters(store);
  }

  @After
  public void close() {
    store.close();
  }

  @Test
  public void cursorGoesForwardOnlyUnlessItIsMoved() {
    store.change(tx -> cursors.create(tx, "slack/default/main", 5));
    store.change(tx -> cursors.create(tx, "slack/default/main", 9));
    assertThat(cursors.position("slack/default/main")).isEqualTo(5);
    store.change(tx -> cursors.advance(tx, "slack/default/main", 8));
    store.change(tx -> cursors.advance(tx, "slack/default/main", 6));
    assertThat(cursors.position("slack/default/main")).isEqualTo(8);
    store.change(tx -> cursors.move(tx, "slack/default/main", 2));
    assertThat(cursors.position("slack/default/main")).isEqualTo(2);
  }

  @Test
  public void droppedCursorIsGoneAndNotMadeAgainByALateAdvance() {
    store.change(tx -> cursors.create(tx, "a", 1));
    store.change(tx -> cursors.drop(tx, "a"));
    store.change(tx -> cursors.advance(tx, "a", 4));
    assertThat(cursors.find("a")).isEmpty();
    assertThat(cursors.all()).isEmpty();
    assertThatThrownBy(() -> cursors.position("a")).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  public void cursorsSayWhenTheyWereServed() {
    Instant before = Instant.now().minusMillis(1);
    store.change(tx -> cursors.create(tx, "a", 1));
    assertThat(cursors.all().getFirst().served()).isBetween(before, Instant.now());
  }

  @Test
  public void deadLetterKeepsItsEventWhenTheLogHasLostIt() {
    Event event = append(1);
    String id = store.write(tx -> deadLetters.add(tx, "slack", event, 3, "503 from the server"));
    assertThat(new Trim(store).before(Instant.now().plusSeconds(1))).isEqualTo(1);
    DeadLetter letter = deadLetters.list().getFirst();
    assertThat(letter.id()).isEqualTo(id);
    assertThat(letter.reader()).isEqualTo("slack");
    assertThat(letter.attempts()).isEqualTo(3);
    assertThat(letter.error()).isEqualTo("503 from the server");
    assertThat(letter.seq()).isEqualTo(event.seq());
    assertThat(deadLetters.find(id)).contains(letter);
    assertThat(deadLetters.event(id)).contains(event);
    boolean removed = store.write(tx -> deadLetters.remove(tx, id));
    assertThat(removed).isTrue();
    assertThat(deadLetters.list()).isEmpty();
    assertThat(deadLetters.event(id)).isEmpty();
  }

  @Test
  public void trimRemovesWhatIsOldAndLeavesWhatACursorNeeds() {
    IntStream.rangeClosed(1, 2_500).forEach(this::append);
    store.change(tx -> cursors.create(tx, "slow", 2_100));
    assertThat(new Trim(store).before(Instant.now().minusSeconds(60))).isZero();
    assertThat(new Trim(store).before(Instant.now().plusSeconds(60))).isEqualTo(2_100);
    assertThat(fresh().read(0, 10_000))
        .hasSize(400)
        .first()
        .extracting(Event::seq)
        .isEqualTo(2_101L);
    store.change(tx -> cursors.drop(tx, "slow"));
    assertThat(new Trim(store).before(Instant.now().plusSeconds(60))).isEqualTo(400);
    assertThat(fresh().read(0, 10)).isEmpty();
    assertThat(append(1).seq()).as("seq goes on").isEqualTo(2_501);
    assertThat(fresh().read(0, 10)).extracting(Event::seq).containsExactly(2_501L);
  }

  @Test
  public void whatWasTrimmedIsNotReadFromMemoryEither() {
    IntStream.rangeClosed(1, 20).forEach(this::append);
    store.change(tx -> cursors.create(tx, "slow", 15));
    assertThat(log.trim(Instant.now().plusSeconds(60))).isEqualTo(15);
    assertThat(log.read(0, 100)).extracting(Event::seq).containsExactly(16L, 17L, 18L, 19L, 20L);
    store.change(tx -> cursors.drop(tx, "slow"));
    assertThat(log.trim(Instant.now().plusSeconds(60))).isEqualTo(5);
    assertThat(log.read(0, 100)).isEmpty();
    assertThat(log.read(append(1).seq() - 1, 100)).extracting(Event::seq).containsExactly(21L);
  }

  @Test
  public void trimGivesSpaceBack() {
    IntStream.rangeClosed(1, 500)
        .forEach(i -> store.write(tx -> log.append(tx, "", h -> event(h, "x".repeat(4_000)))));
    long before = pages();
    new Trim(store).before(Instant.now().plusSeconds(60));
    assertThat(pages()).isLessThan(before / 2);
  }

  private long pages() {
    return store.write(tx -> tx.list("PRAGMA page_count", r -> r.getLong(1))).getFirst();
  }

  private EventLog fresh() {
    EventLog other = new EventLog(store);
    other.start();
    return other;
  }

  private Event append(int i) {
    return store.write(tx -> log.append(tx, "", h -> event(h, "text " + i)));
  }

  private static CustomEvent event(EventHeader header, String text) {
    return new CustomEvent(header, "a:b", Map.of("text", text));
  }
}
