package dev.patchbay.core.board;

import dev.patchbay.api.Health;
import dev.patchbay.api.Integration;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects integrations, again and again until they are, and asks for their health. */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Tools tools;
  private final Consumer<Generation> onChange;

  /**
   * @param onChange told on the board's thread when an integration was connected or could not be,
   *     or its health is another
   */
  Connections(Tools tools, Consumer<Generation> onChange) {
    this.tools = tools;
    this.onChange = onChange;
  }

  /** Begins to connect what a generation has just got; no call goes in until all of it is. */
  void begin(Generation generation) {
    for (Held held : generation.held()) {
      if (held.service() instanceof Integration && held.link() == null) {
        Link link = new Link();
        held.link(link);
        connect(generation, held, link, tools.limits().retry());
      }
    }
    generation.weigh();
  }

  private void connect(Generation generation, Held held, Link link, Duration wait) {
    if (generation.ended() || !(held.service() instanceof Integration integration)) {
      return;
    }
    Tools.forget(
        generation
            .life()
            .run(
                "connect",
                tools.limits().connect(),
                () -> {
                  integration.connect();
                  return true;
                })
            .thenAcceptAsync(
                outcome -> connected(generation, held, link, wait, outcome), tools.thread()));
  }

  private void connected(
      Generation generation, Held held, Link link, Duration wait, Outcome<Boolean> outcome) {
    if (outcome instanceof Outcome.Failed<Boolean> failed) {
      if (isGivenUp(failed)) {
        generation.quarantine(failed.failure().message());
        return;
      }
      String reason = "not connected: " + failed.failure().message();
      if (!reason.equals(link.obstacle())) {
        LOG.warn("{} is {}", generation, reason);
      }
      link.failed(reason);
      later(() -> connect(generation, held, link, longer(wait)), wait);
    } else {
      link.connected();
      ask(generation, held, link, tools.limits().retry());
    }
    generation.weigh();
    onChange.accept(generation);
  }

  /**
   * @param wait until it is asked again as long as it was never well
   */
  private void ask(Generation generation, Held held, Link link, Duration wait) {
    if (generation.ended()
        || !generation.quarantine().isEmpty()
        || !(held.service() instanceof Integration integration)) {
      return;
    }
    Tools.forget(
        tools
            .door()
            .apart(generation.caller(), "health", tools.limits().health(), integration::health)
            .answer()
            .thenAcceptAsync(
                outcome -> answered(generation, held, link, wait, outcome), tools.thread()));
  }

  private void answered(
      Generation generation, Held held, Link link, Duration wait, Outcome<Health> outcome) {
    if (generation.ended()) {
      return;
    }
    Health before = link.health();
    boolean first = !link.asked();
    if (outcome instanceof Outcome.Returned<Health> returned && returned.value() != null) {
      link.answered(returned.value());
    } else if (outcome instanceof Outcome.Failed<Health> failed) {
      link.answered(Health.unhealthy(failed.failure().message()));
      if (isGivenUp(failed)) {
        generation.quarantine(failed.failure().message());
      }
    } else {
      link.answered(Health.unhealthy("its health() returned null"));
    }
    generation.weigh();
    if (first || !link.health().equals(before)) {
      LOG.info("{} is {} {}", generation, link.health().state(), link.health().message());
      onChange.accept(generation);
    }
    Duration next = link.wasWell() ? tools.limits().every() : wait;
    later(() -> ask(generation, held, link, longer(wait)), next);
  }

  private static boolean isGivenUp(Outcome.Failed<?> failed) {
    return failed.failure().cause() == Failure.Cause.GIVEN_UP;
  }

  private static Duration longer(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
  }

  private void later(Runnable step, Duration wait) {
    var unused =
        tools.thread().schedule(() -> tools.post(step), wait.toMillis(), TimeUnit.MILLISECONDS);
  }
}
