package dev.patchbay.core.board;

import dev.patchbay.api.Health;
import dev.patchbay.api.Integration;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects integrations, again and again until they are, and asks for their health. */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration ASK = Duration.ofSeconds(10);
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Tools tools;
  private final Consumer<Generation> onChange;

  /**
   * @param onChange told on the board's thread when a generation was connected or could not be, or
   *     its health is another
   */
  Connections(Tools tools, Consumer<Generation> onChange) {
    this.tools = tools;
    this.onChange = onChange;
  }

  /** Begins to connect a generation that has just got an integration; barred until it is. */
  void begin(Generation generation) {
    if (integration(generation).isPresent() && generation.connecting()) {
      generation.disconnected("not connected yet");
      connect(generation, FIRST_WAIT);
    }
  }

  private static Optional<Integration> integration(Generation generation) {
    return generation.held().stream()
        .map(Held::service)
        .filter(Integration.class::isInstance)
        .map(Integration.class::cast)
        .findFirst();
  }

  private void connect(Generation generation, Duration wait) {
    Optional<Integration> integration = integration(generation);
    if (integration.isEmpty() || generation.ended()) {
      return;
    }
    Tools.forget(
        generation
            .life()
            .run(
                "connect",
                CONNECT,
                () -> {
                  integration.get().connect();
                  return true;
                })
            .thenAcceptAsync(outcome -> connected(generation, wait, outcome), tools.thread()));
  }

  private void connected(Generation generation, Duration wait, Outcome<Boolean> outcome) {
    if (outcome instanceof Outcome.Failed<Boolean> failed) {
      if (failed.failure().cause() == Failure.Cause.GIVEN_UP) {
        generation.quarantine(failed.failure().message());
        return;
      }
      String reason = "not connected: " + failed.failure().message();
      if (!reason.equals(generation.disconnected())) {
        LOG.warn("{} is {}", generation, reason);
      }
      generation.disconnected(reason);
      Duration longer =
          wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
      later(() -> connect(generation, longer), wait);
    } else {
      generation.disconnected("");
      later(() -> ask(generation), EVERY);
    }
    onChange.accept(generation);
  }

  private void ask(Generation generation) {
    Optional<Integration> integration = integration(generation);
    if (integration.isEmpty() || generation.ended() || !generation.quarantine().isEmpty()) {
      return;
    }
    Tools.forget(
        tools
            .door()
            .apart(generation.caller(), "health", ASK, () -> integration.get().health())
            .answer()
            .thenAcceptAsync(outcome -> answered(generation, outcome), tools.thread()));
  }

  private void answered(Generation generation, Outcome<Health> outcome) {
    Health before = generation.health();
    if (outcome instanceof Outcome.Returned<Health> returned) {
      generation.health(returned.value());
    } else if (outcome instanceof Outcome.Failed<Health> failed) {
      generation.health(Health.unhealthy(failed.failure().message()));
      if (failed.failure().cause() == Failure.Cause.GIVEN_UP) {
        generation.quarantine(failed.failure().message());
      }
    }
    if (!generation.health().equals(before)) {
      LOG.info(
          "{} is {} {}", generation, generation.health().state(), generation.health().message());
      onChange.accept(generation);
    }
    later(() -> ask(generation), EVERY);
  }

  private void later(Runnable step, Duration wait) {
    var unused =
        tools.thread().schedule(() -> tools.post(step), wait.toMillis(), TimeUnit.MILLISECONDS);
  }
}
