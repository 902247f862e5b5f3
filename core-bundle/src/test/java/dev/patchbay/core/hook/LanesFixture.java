package dev.patchbay.core.hook;

import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.DaemonStopping;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.core.board.Figures;
import dev.patchbay.core.board.PluginId;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.log.DeadLetters;
import dev.patchbay.core.log.DeadLetters.DeadLetter;
import dev.patchbay.fixture.probe.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;

/** Lanes of a board with fixture plugins, that do not wait long for anything. */
final class LanesFixture extends ExternalResource {
  static final Duration SOON = Duration.ofSeconds(20);

  private final BoardFixture board;
  private @Nullable Lanes lanes;

  LanesFixture(BoardFixture board) {
    this.board = board;
  }

  @Override
  protected void before() {
    start();
  }

  @Override
  protected void after() {
    lanes().close();
  }

  void start() {
    Lanes started =
        new Lanes(
            board.board(),
            board.store(),
            board.log(),
            Duration.ofMillis(300),
            Duration.ofMillis(20));
    started.start();
    lanes = started;
  }

  /** As after a restart of the daemon, with the plugins plugged in already. */
  void restart() {
    lanes().close();
    start();
  }

  Lanes lanes() {
    return Objects.requireNonNull(lanes);
  }

  long custom() {
    return custom(Map.of());
  }

  long custom(Map<String, Object> data) {
    return append(header -> new CustomEvent(header, "test:event", data));
  }

  /** One event that is so large that all before it have to be read from the store. */
  long emptyMemory() {
    return custom(Map.of("text", "x".repeat(9 << 20)));
  }

  long stopping() {
    return append(header -> new DaemonStopping(header, "host", Duration.ZERO, "a test"));
  }

  private long append(Function<EventHeader, Event> event) {
    return board.store().write(tx -> board.log().append(tx, "", event)).seq();
  }

  Standing standing(String reader) {
    return lanes().standings().stream()
        .filter(one -> one.reader().equals(reader))
        .findFirst()
        .orElseThrow(() -> new AssertionError(reader + " is not known"));
  }

  Figures figures(String plugin) {
    return Standing.of(PluginId.of(plugin), lanes().standings());
  }

  List<DeadLetter> letters() {
    return new DeadLetters(board.store()).list();
  }

  /** The events that somebody said, in order. */
  static List<Long> said(String by) {
    return Probe.SAID.stream()
        .filter(said -> said.startsWith(by + " "))
        .map(said -> Long.parseLong(said.substring(said.lastIndexOf(' ') + 1)))
        .toList();
  }

  static void soon(Callable<Boolean> condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(condition);
  }
}
