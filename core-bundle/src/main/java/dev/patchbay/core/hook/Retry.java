package dev.patchbay.core.hook;

import dev.patchbay.core.board.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt.
 *
 * @param first the wait after the first attempt; each later one is twice as long
 */
record Retry(Duration first) {
  private static final int ATTEMPTS = 3;
  private static final double JITTER = 0.2;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** None when another attempt would not help. */
  Optional<Duration> wait(Failure failure, int attempt) {
    if (!failure.retryable() || attempt >= ATTEMPTS) {
      return Optional.empty();
    }
    if (failure.retryAfter().isPresent()) {
      Duration asked = failure.retryAfter().get();
      return Optional.of(asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
    }
    double jitter = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
    return Optional.of(Duration.ofNanos((long) (first.toNanos() * (1L << (attempt - 1)) * jitter)));
  }
}
