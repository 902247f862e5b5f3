package dev.patchbay.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.RefChange;
import dev.patchbay.core.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class EventLogTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path file;
  private Store store;
  private EventLog log;

  @Before
  public void open() {
    file = folder.getRoot().toPath().resolve("patchbay.db");
    store = Store.open(file, List.of(EventLog.schema()));
    log = new EventLog(store);
    log.start();
  }

  @After
  public void close() {
    store.close();
  }

  @Test
  public void appendedEventIsReadFromMemoryAndAlsoFromTheTable() {
    Push push =
        store.write(
            tx -> log.append(tx, "app", header -> new Push(header, RefChange.of("r", "a", "b"))));
    assertThat(push.seq()).isEqualTo(1);
    assertThat(push.repository()).isEqualTo("app");
    assertThat(log.last()).isEqualTo(1);
    assertThat(log.read(0, 10)).containsExactly(push);
    assertThat(fromTable(0, 10)).containsExactly(push);
    assertThat(log.read(1, 10)).isEmpty();
  }

  @Test
  public void draftsGetTheirPlaceWhenTheyAreAppended() {
    Draft<CustomEvent> first = log.draft(h -> new CustomEvent(h, "a:b", Map.of("made", 1)));
    Draft<Push> second = log.draft(h -> new Push(h, RefChange.of("r", "a", "b")));
    Push push = store.write(tx -> log.append(tx, "app", second));
    CustomEvent custom = store.write(tx -> log.append(tx, "", first));
    assertThat(push.seq()).isEqualTo(1);
    assertThat(push.repository()).isEqualTo("app");
    assertThat(custom.data()).containsEntry("made", 1);
    assertThat(log.read(0, 10)).containsExactly(push, custom);
    assertThat(fromTable(0, 10)).containsExactly(push, custom);
  }

  @Test
  public void seqHasNoGapsThoughSomeOfManyProducersAreUndone() throws Exception {
    List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    List<Thread> producers = new ArrayList<>();
    for (int p = 0; p < 8; p++) {
      producers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 150; i++) {
                      appendOrUndo(i, seen);
                    }
                  }));
    }
    for (Thread producer : producers) {
      producer.join();
    }
    List<Long> all = LongStream.rangeClosed(1, 8 * 100).boxed().toList();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    assertThat(fromTable(0, 10_000)).extracting(Event::seq).containsExactlyElementsOf(all);
    assertThat(log.read(0, 10_000)).extracting(Event::seq).containsExactlyElementsOf(all);
    assertThat(fromTable(0, 10_000)).extracting(Event::id).doesNotHaveDuplicates();
  }

  @Test
  public void undoneEventIsNeverSeenAndItsPlaceIsTaken() {
    assertThatThrownBy(
            () ->
                store.change(
                    tx -> {
                      log.append(tx, "", header -> new CustomEvent(header, "a:b", Map.of()));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(log.last()).isZero();
    assertThat(append("next").seq()).isEqualTo(1);
  }

  @Test
  public void readersAreWokenWhenTheEventIsThere() {
    List<Long> seen = new ArrayList<>();
    EventLog.Subscription subscription =
        log.onAppend(() -> log.read(0, 10).forEach(event -> seen.add(event.seq())));
    append("one");
    assertThat(seen).containsExactly(1L);
    subscription.close();
    append("two");
    assertThat(seen).containsExactly(1L);
  }

  @Test
  public void logGoesOnAfterReopening() {
    append("one");
    store.close();
    open();
    assertThat(log.last()).isEqualTo(1);
    assertThat(append("two").seq()).isEqualTo(2);
    assertThat(log.read(0, 10)).extracting(Event::seq).containsExactly(1L, 2L);
  }

  @Test
  public void memoryIsBoundedByBytesAndOlderEventsComeFromTheTable() {
    String large = "x".repeat(1 << 20);
    IntStream.range(0, 12).forEach(i -> append(large));
    Set<Event> first = new HashSet<>();
    for (long at = 0; at < 12; ) {
      List<Event> events = log.read(at, 100);
      first.addAll(events);
      at = events.getLast().seq();
    }
    assertThat(first).hasSize(12);
    assertThat(log.read(0, 100)).as("a page").hasSizeLessThan(3);
    assertThat(log.read(10, 100)).as("from memory").hasSize(2);
    assertThat(log.read(10, 100).getFirst()).isSameAs(log.read(10, 1).getFirst());
  }

  @Test
  public void damagedRowIsReachedAndNamedButNotPassedOver() {
    IntStream.rangeClosed(1, 5).forEach(i -> append("event " + i));
    store.change(
        tx -> tx.update("UPDATE event SET body = replace(body, 'event', 'evil') WHERE seq = 3"));
    assertThat(fromTable(0, 10)).extracting(Event::seq).containsExactly(1L, 2L);
    assertThatThrownBy(() -> fromTable(2, 10))
        .isInstanceOfSatisfying(DamagedEventException.class, e -> assertThat(e.seq()).isEqualTo(3));
    assertThat(fromTable(3, 10)).extracting(Event::seq).containsExactly(4L, 5L);
  }

  @Test
  public void missingRowIsNamed() {
    IntStream.rangeClosed(1, 3).forEach(i -> append("event " + i));
    store.change(tx -> tx.update("DELETE FROM event WHERE seq = 2"));
    assertThat(fromTable(0, 10)).extracting(Event::seq).containsExactly(1L);
    assertThatThrownBy(() -> fromTable(1, 10)).hasMessageContaining("Event 2");
  }

  @Test
  public void missingLastRowsAreNamed() {
    IntStream.rangeClosed(1, 3).forEach(i -> append("event " + i));
    store.change(tx -> tx.update("DELETE FROM event WHERE seq >= 2"));
    assertThatThrownBy(() -> fromTable(1, 10)).hasMessageContaining("Event 2");
  }

  @Test
  public void eventIsFoundByItsId() {
    Event one = append("one");
    append("two");
    assertThat(log.find(one.id())).contains(one);
    assertThat(log.find("1-0000000000000000")).isEmpty();
    assertThat(log.find("nonsense")).isEmpty();
    assertThat(log.find("99999999999999999999-1")).isEmpty();
  }

  @Test
  public void tickIsNotStored() {
    assertThatThrownBy(
            () ->
                store.change(
                    tx -> log.append(tx, "", h -> new DaemonTick(h, Duration.ZERO, 1, 1, 1))))
        .hasMessageContaining("daemon:tick");
    assertThat(append("next").seq()).isEqualTo(1);
  }

  @Test
  public void groupOfEventsWakesItsReadersOnce() {
    AtomicInteger woken = new AtomicInteger();
    log.onAppend(woken::incrementAndGet);
    store.change(
        tx -> {
          for (int i = 0; i < 10; i++) {
            log.append(tx, "", header -> new CustomEvent(header, "a:b", Map.of()));
          }
        });
    assertThat(woken).hasValue(1);
  }

  private void appendOrUndo(int i, List<Long> seen) {
    try {
      seen.add(
          store.write(
              tx -> {
                Event event = log.append(tx, "", h -> new CustomEvent(h, "a:b", Map.of("i", i)));
                if (i % 3 == 2) {
                  throw new IllegalStateException("undone");
                }
                return event.seq();
              }));
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("undone");
    }
  }

  private Event append(String text) {
    return store.write(
        tx -> log.append(tx, "", h -> new CustomEvent(h, "a:b", Map.of("text", text))));
  }

  /** Another log on the same store has nothing in memory. */
  private List<Event> fromTable(long after, int limit) {
    EventLog other = new EventLog(store);
    other.start();
    return other.read(after, limit);
  }
}
